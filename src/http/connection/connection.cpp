// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/connection/connection.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <cstring>

#include "http/server/loop_service.hpp"

namespace stoppress::http {
namespace {

/// Enough for nearly every head; idle connections have no more.
constexpr std::size_t kSmallBuffer = 2 * 1024;
/// The longest possible head, or a part of a body.
constexpr std::size_t kLargeBuffer = kMaxHeadBytes;
/// iovecs of one sendmsg: the kernel's limit.
constexpr std::size_t kMaxVectors = 1024;
/// How long a connected client may still send when the server stops: a request on its way is answered.
constexpr std::chrono::milliseconds kDrainGrace{300};
/// Connections idle for this long are closed when there is no room for new ones.
constexpr std::chrono::milliseconds kIdleWhenScarce{1'000};

}  // namespace

Connection::Connection(std::shared_ptr<LoopService> service, Stream stream, const AddressBytes& peer)
    : service_(std::move(service)),
      stream_(std::move(stream)),
      peer_(peer),
      peer_text_(address_text(peer)),
      since_(service_->now()),
      progress_(since_) {}

void Connection::fail(std::string_view message) {
    service_->outgoing().clear();
    service_->setup().on_error(message);
    close();
}

void Connection::start() {
    guarded([this] { read(); });
}

void Connection::read() {
    // A connection that timed out still waits for bytes, into the current buffer.
    if (std::exchange(reading_, true)) {
        return;
    }
    make_room();
    stream_.read(std::span(buffer_).subspan(end_), [self = shared_from_this()](boost::system::error_code error, std::size_t bytes) {
        self->guarded([&] { self->on_read(error, bytes); });
    });
}

void Connection::make_room() {
    if (begin_ == end_) {
        begin_ = end_ = 0;
        const std::size_t wanted = incoming_ || lingering_ ? kLargeBuffer : kSmallBuffer;
        if (buffer_.size() != wanted) {
            buffer_ = std::vector<char>(wanted);
        }
    }
    if (end_ < buffer_.size()) {
        return;
    }
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    } else {
        buffer_.resize(kLargeBuffer);
    }
}

void Connection::on_read(boost::system::error_code error, std::size_t bytes) {
    reading_ = false;
    if (closed_) {
        return;
    }
    if (error) {
        close();
        return;
    }
    if (live_) {
        close();
        return;
    }
    progress_ = service_->now();
    if (ending_ != Ending::none && !lingering_) {
        // It timed out, and the client has not received the answer yet.
        return;
    }
    if (lingering_) {
        moved_ += bytes;
        if (moved_ > service_->setup().limits.linger_bytes + spared_) {
            close();
        } else {
            read();
        }
        return;
    }
    if (begin_ == end_ && !incoming_) {
        since_ = service_->now();
    }
    end_ += bytes;
    process();
}

void Connection::process() {
    Outgoing& outgoing = service_->outgoing();
    Step step = Step::next;
    while (step == Step::next && !outgoing.is_full()) {
        step = incoming_ ? take_body() : take_head();
    }
    if (!outgoing.empty()) {
        flush();
    } else if (ending_ != Ending::none && !answering_) {
        finish();
    } else if (step == Step::more) {
        read();
    }
}

void Connection::flush() {
    Outgoing& outgoing = service_->outgoing();
    while (!outgoing.empty()) {
        const auto unsent = outgoing.unsent();
        const Transfer transfer = stream_.write(unsent.first(std::min(unsent.size(), kMaxVectors)));
        if (transfer.outcome == Transfer::Outcome::done) {
            service_->count().bytes_sent.add(transfer.bytes);
            outgoing.sent(transfer.bytes);
        } else if (transfer.outcome == Transfer::Outcome::wants_read || transfer.outcome == Transfer::Outcome::wants_write) {
            pending_ = outgoing.take_rest();
            since_ = progress_ = service_->now();
            moved_ = 0;
            stream_.wait(transfer.outcome, [self = shared_from_this()](boost::system::error_code error) {
                self->guarded([&] { error ? self->close() : self->write_pending(); });
            });
            return;
        } else {
            outgoing.clear();
            close();
            return;
        }
    }
    written();
}

void Connection::write_pending() {
    if (closed_) {
        return;
    }
    while (!pending_->empty()) {
        const auto unsent = pending_->unsent();
        const Transfer transfer = stream_.write(unsent.first(std::min(unsent.size(), kMaxVectors)));
        if (transfer.outcome == Transfer::Outcome::done) {
            service_->count().bytes_sent.add(transfer.bytes);
            pending_->sent(transfer.bytes);
            moved_ += transfer.bytes;
            progress_ = service_->now();
        } else if (transfer.outcome == Transfer::Outcome::wants_read || transfer.outcome == Transfer::Outcome::wants_write) {
            stream_.wait(transfer.outcome, [self = shared_from_this()](boost::system::error_code error) {
                self->guarded([&] { error ? self->close() : self->write_pending(); });
            });
            return;
        } else {
            close();
            return;
        }
    }
    pending_ = nullptr;
    since_ = service_->now();
    written();
}

void Connection::send_live() {
    LiveBody::Next next = live_->next(std::chrono::steady_clock::now());
    if (next.last) {
        live_ = nullptr;
    }
    if (!next.bytes.empty()) {
        service_->outgoing().add_owned(std::move(next.bytes));
        flush();
    } else if (next.last) {
        finish();
    }
}

void Connection::written() {
    if (answering_) {
        return;
    }
    if (streamed_) {
        answering_ = true;
        boost::asio::co_spawn(stream_.executor(), send_piece(shared_from_this()), boost::asio::detached);
        return;
    }
    if (live_) {
        // Only to detect that the client closes it.
        begin_ = end_ = 0;
        read();
        return;
    }
    if (ending_ != Ending::none) {
        finish();
    } else if (begin_ != end_) {
        // Requests that arrived together with those just answered.
        since_ = service_->now();
        process();
    } else {
        since_ = incoming_ ? since_ : service_->now();
        read_next();
    }
}

void Connection::read_next() {
    const bool moves = !incoming_ && (for_newsroom_ ? home_ == nullptr : home_ != nullptr);
    if (!moves || !change_loop(for_newsroom_ ? service_->newsroom() : home_)) {
        read();
    }
}

bool Connection::change_loop(const std::shared_ptr<LoopService>& target) {
    // A read may still be pending after a deadline that the connection survived.
    if (target == nullptr || reading_ || !service_->setup().moves.begin()) {
        return false;
    }
    if (!stream_.move_to(target->context())) {
        service_->setup().moves.end();
        close();
        return true;
    }
    service_->gone(*this);
    try {
        boost::asio::post(target->context(), [self = shared_from_this(), target] { self->guarded([&] { self->arrive(target); }); });
    } catch (...) {
        service_->setup().moves.end();
        service_->come(*this);
        throw;
    }
    return true;
}

void Connection::arrive(const std::shared_ptr<LoopService>& target) {
    home_ = for_newsroom_ ? service_ : nullptr;
    service_ = target;
    service_->come(*this);
    service_->setup().moves.end();
    since_ = progress_ = service_->now();
    read();
}

void Connection::finish() {
    if (lingering_ || closed_) {
        return;
    }
    // If received bytes were not read, closing would make the kernel reset the connection, perhaps before the client
    // has the answer.
    if (ending_ == Ending::close && begin_ == end_) {
        close();
        return;
    }
    lingering_ = true;
    begin_ = end_ = 0;
    moved_ = 0;
    incoming_ = nullptr;
    since_ = service_->now();
    stream_.shutdown_send();
    read();
}

bool Connection::is_slow(std::chrono::milliseconds grace, std::uint64_t bytes) const {
    const std::chrono::duration<double> beyond = service_->now() - since_ - grace;
    return beyond.count() * static_cast<double>(service_->setup().limits.bytes_per_second) > static_cast<double>(bytes);
}

void Connection::check(Room room) {
    guarded([&] { check_deadline(room); });
}

void Connection::check_deadline(Room room) {
    const Limits& limits = service_->setup().limits;
    const auto lasted = service_->now() - since_;
    const bool stands_still = service_->now() - progress_ > limits.progress;
    if (lingering_) {
        const bool draining = service_->is_draining();
        // A client that sends a large refused body reads the answer only behind it.
        const bool over = spared_ > 0 && !draining ? stands_still || is_slow(limits.progress, moved_)
                                                   : lasted > (draining ? std::min(limits.linger, kDrainGrace) : limits.linger);
        if (over) {
            close();
        }
    } else if (pending_) {
        if (stands_still || is_slow(limits.progress, moved_)) {
            close();
        }
    } else if (live_) {
        send_live();
    } else if (answering_) {
        return;
    } else if (incoming_) {
        if (stands_still || is_slow(limits.grace, incoming_->received())) {
            time_out("Timed out while reading the request body.");
        }
    } else if (begin_ != end_) {
        if (lasted > limits.head) {
            time_out("Timed out while reading the request header.");
        }
    } else {
        auto patience = served_ ? limits.keep_alive : limits.head;
        if (service_->is_draining()) {
            patience = std::min(patience, kDrainGrace);
        } else if (room == Room::scarce) {
            patience = std::min(patience, kIdleWhenScarce);
        }
        if (lasted > patience) {
            close();
        }
    }
}

void Connection::time_out(std::string_view detail) {
    const Refusal refusal{Status::request_timeout, RefusalReason::timeout, detail};
    static_cast<void>(refuse(refusal, Method::get));
    flush();
}

void Connection::drain() {
    // A film may take hours. Players go on with a range.
    if (live_ || streamed_) {
        close();
        return;
    }
    // Idle ones may have a request on its way; check() ends them after a grace period.
    if (begin_ == end_ && !incoming_ && !answering_ && !pending_) {
        since_ = service_->now();
    }
}

void Connection::close() {
    if (closed_) {
        return;
    }
    closed_ = true;
    pending_ = nullptr;
    incoming_ = nullptr;
    streamed_ = nullptr;
    live_ = nullptr;
    stream_.close();
    service_->closed(*this);
}

}  // namespace stoppress::http
