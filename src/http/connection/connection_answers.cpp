// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a connection that gets requests answered.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "http/connection/connection.hpp"
#include "http/message/characters.hpp"
#include "http/server/loop_service.hpp"

namespace stoppress::http {
namespace {

/// A body's first memory; more is allocated as bytes arrive, so that a Content-Length alone costs nothing.
constexpr std::size_t kFirstBodyBytes = 64 * 1024;
/// A proxy passes on requests of many clients over one connection: after this many consecutive ones by readers, it
/// belongs to the readers' loop again.
constexpr unsigned kReadersInTurn = 16;

bool is_loopback_name(std::string_view host) {
    const std::string_view name = host.substr(0, host.starts_with('[') ? host.find(']') + 1 : host.find(':'));
    return is_name(name, "localhost") || name == "127.0.0.1" || name == "[::1]";
}

Refusal no_room() {
    return {Status::service_unavailable, RefusalReason::busy, "Too many uploads are in progress. Try again in a moment."};
}

}  // namespace

Connection::Step Connection::take_head() {
    const std::string_view bytes(buffer_.data() + begin_, end_ - begin_);
    if (bytes.empty()) {
        return Step::more;
    }
    switch (scanner_.scan(bytes)) {
        case HeadScanner::Verdict::more:
            return Step::more;
        case HeadScanner::Verdict::refused:
            return refuse(scanner_.refusal(), Method::get);
        case HeadScanner::Verdict::complete:
            break;
    }
    const std::size_t size = scanner_.head_size();
    scanner_.reset();
    begin_ += size;
    Head& head = service_->head();
    if (const auto refusal = service_->gate().read(bytes.substr(0, size), head)) {
        return refuse(*refusal, head.request.method);
    }
    return take_request(head);
}

std::string_view Connection::client_text(const Head& head) {
    const AddressBytes client = client_of(peer_, head.forwarded_for, service_->setup().trusted_proxies);
    if (client == peer_) {
        return peer_text_;
    }
    forwarded_text_ = address_text(client);
    return forwarded_text_;
}

Connection::Step Connection::take_request(Head& head) {
    Request& request = head.request;
    const Setup& setup = service_->setup();
    // A check from the machine itself uses its IP address as Host.
    const bool is_local = is_loopback(peer_) && head.forwarded_for.empty() && is_loopback_name(request.host);
    if (!setup.hosts.contains(request.host) && !is_local) {
        return refuse({Status::misdirected_request, RefusalReason::wrong_host, "This server does not serve the requested host."},
                      request.method);
    }
    service_->count().requests.add(1);
    request.loop = service_->loop();
    request.secure = stream_.is_secure();
    request.client = head.forwarded_for.empty() ? std::string_view(peer_text_) : client_text(head);
    const Ending ending = head.closes ? Ending::close : Ending::none;

    if (request.content_length == 0) {
        if (std::optional<Response> response = setup.handler.try_answer(request)) {
            add(service_->outgoing(), std::move(*response), request.method, ending);
            return ending_ == Ending::none ? Step::next : Step::wait;
        }
        start_answer(request.detached(), ending);
        return Step::wait;
    }
    const std::uint64_t limit = setup.handler.body_limit(request);
    if (limit == 0) {
        start_answer(request.detached(), Ending::linger);
        return Step::wait;
    }
    if (request.content_length > limit) {
        return refuse({Status::content_too_large, RefusalReason::too_large, "The body is too large."}, request.method);
    }
    if (setup.handler.wants_admission(request)) {
        answering_ = true;
        auto work = ask_admission(shared_from_this(), std::make_shared<Request>(request.detached()), head.closes, head.expects_continue);
        boost::asio::co_spawn(stream_.executor(), std::move(work), boost::asio::detached);
        return Step::wait;
    }
    Request owned = request.detached();
    if (!reserve_body(owned)) {
        return refuse(no_room(), request.method);
    }
    begin_body(std::move(owned), head.closes, head.expects_continue);
    return Step::next;
}

bool Connection::reserve_body(Request& request) {
    // A body that has already arrived completely costs nothing more; an admitted one has its own reservation.
    if (request.claim != nullptr || request.content_length <= end_ - begin_) {
        return true;
    }
    const AddressBytes client = parse_address(request.client).value_or(peer_);
    request.claim = service_->setup().bodies.reserve(client, request.content_length);
    return request.claim != nullptr;
}

void Connection::begin_body(Request request, bool closes, bool expects_continue) {
    incoming_ = std::make_unique<Incoming>(std::move(request), closes);
    incoming_->request.body.reserve(std::min<std::size_t>(incoming_->request.content_length, kFirstBodyBytes));
    since_ = progress_ = service_->now();
    if (expects_continue) {
        // After the data that the client has not received yet.
        (pending_ ? *pending_ : service_->outgoing()).add_static("HTTP/1.1 100 Continue\r\n\r\n");
    }
}

boost::asio::awaitable<void> Connection::ask_admission(std::shared_ptr<Connection> self, std::shared_ptr<Request> request, bool closes,
                                                       bool expects_continue) {
    // In a separate turn, as in make_answer().
    co_await boost::asio::post(self->stream_.executor(), boost::asio::use_awaitable);
    std::optional<Response> refusal;
    try {
        auto answer = co_await self->service_->setup().handler.admit(request);
        refusal = std::move(answer);
    } catch (const std::exception& exception) {
        self->service_->setup().on_error(exception.what());
        refusal.emplace(problem(Status::internal_error, "Internal error. The cause is in the server's log."));
    }
    self->guarded([&] {
        if (refusal) {
            // A sender who is allowed, but not now, should see the answer: browsers do not read one before they have
            // sent everything.
            self->spared_ = refusal->status() == Status::service_unavailable ? request->content_length : 0;
            self->deliver(std::move(*refusal), request->method, Ending::linger);
        } else if (!self->closed_) {
            if (!self->reserve_body(*request)) {
                self->service_->count().refusals[static_cast<std::size_t>(RefusalReason::busy)].add(1);
                self->spared_ = request->content_length;
                self->deliver(problem(no_room().status, no_room().detail), request->method, Ending::linger);
                return;
            }
            self->answering_ = false;
            self->begin_body(std::move(*request), closes, expects_continue);
            if (!self->pending_) {
                self->process();
            }
        }
    });
}

Connection::Step Connection::take_body() {
    Request& request = incoming_->request;
    const auto missing = static_cast<std::size_t>(request.content_length - incoming_->received());
    const std::size_t taken = std::min(missing, end_ - begin_);
    request.body.append(buffer_.data() + begin_, taken);
    begin_ += taken;
    if (request.sink != nullptr) {
        if (taken < missing && request.body.size() < kStreamPieceBytes) {
            return Step::more;
        }
        answering_ = true;
        boost::asio::co_spawn(stream_.executor(), hand_on(shared_from_this()), boost::asio::detached);
        return Step::wait;
    }
    if (taken < missing) {
        return Step::more;
    }
    const std::unique_ptr<Incoming> incoming = std::move(incoming_);
    start_answer(std::move(incoming->request), incoming->closes ? Ending::close : Ending::none);
    return Step::wait;
}

boost::asio::awaitable<void> Connection::hand_on(std::shared_ptr<Connection> self) {
    // In a separate turn, as in make_answer(). Closing the connection drops `incoming_`.
    co_await boost::asio::post(self->stream_.executor(), boost::asio::use_awaitable);
    if (self->closed_) {
        co_return;
    }
    const auto sink = self->incoming_->request.sink;
    std::string piece = std::exchange(self->incoming_->request.body, {});
    const std::size_t bytes = piece.size();
    base::Result<void> result;
    try {
        auto written = co_await sink->write(std::move(piece));
        result = std::move(written);
    } catch (const std::exception& exception) {
        result = base::fail(base::ErrorCode::internal, exception.what());
    }
    self->guarded([&] { self->handed_on(result, bytes); });
}

void Connection::handed_on(const base::Result<void>& result, std::size_t bytes) {
    if (!result.has_value() && status_of(result.error().code) == Status::internal_error) {
        service_->setup().on_error(result.error().message);
    }
    if (closed_) {
        return;
    }
    progress_ = service_->now();
    if (!result.has_value()) {
        spared_ = incoming_->request.content_length - incoming_->handed_on;
        incoming_ = nullptr;
        deliver(problem(result.error()), Method::post, Ending::linger);
        return;
    }
    incoming_->handed_on += bytes;
    if (incoming_->handed_on == incoming_->request.content_length) {
        const std::unique_ptr<Incoming> incoming = std::move(incoming_);
        start_answer(std::move(incoming->request), incoming->closes ? Ending::close : Ending::none);
        return;
    }
    answering_ = false;
    if (!pending_) {
        process();
    }
}

boost::asio::awaitable<void> Connection::send_piece(std::shared_ptr<Connection> self) {
    co_await boost::asio::post(self->stream_.executor(), boost::asio::use_awaitable);
    if (self->closed_) {
        co_return;
    }
    const auto source = self->streamed_->source;
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(self->streamed_->left, kStreamPieceBytes));
    base::Result<std::string> piece = std::string();
    try {
        auto got = co_await source->read(self->streamed_->at, most);
        piece = std::move(got);
    } catch (const std::exception& exception) {
        piece = base::fail(base::ErrorCode::internal, exception.what());
    }
    self->guarded([&] { self->fetched(std::move(piece)); });
}

void Connection::fetched(base::Result<std::string> piece) {
    // A source that is out of reach fails for all that is being sent, which its owner logs once.
    if (!piece.has_value() && piece.error().code != base::ErrorCode::unavailable) {
        service_->setup().on_error("an answer was broken off: " + piece.error().message);
    }
    if (closed_) {
        return;
    }
    answering_ = false;
    if (!piece.has_value()) {
        close();
        return;
    }
    if (piece->empty() || piece->size() > streamed_->left) {
        service_->setup().on_error("an answer was broken off: its source gave too few or too many bytes");
        close();
        return;
    }
    streamed_->at += piece->size();
    streamed_->left -= piece->size();
    if (streamed_->left == 0) {
        streamed_ = nullptr;
    }
    service_->outgoing().add_owned(*std::move(piece));
    flush();
}

Connection::Step Connection::refuse(const Refusal& refusal, Method method) {
    service_->count().refusals[static_cast<std::size_t>(refusal.reason)].add(1);
    std::optional<Response> response;
    if (refusal.status == Status::not_found) {
        response = service_->setup().handler.page_for(refusal.status, service_->loop());
    }
    if (!response) {
        response = problem(refusal.status, refusal.detail);
    }
    if (refusal.status == Status::method_not_allowed) {
        response->fields().add("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    }
    incoming_ = nullptr;
    add(service_->outgoing(), std::move(*response), method, Ending::linger);
    return Step::wait;
}

void Connection::add(Outgoing& outgoing, Response response, Method method, Ending ending) {
    served_ = true;
    if (response.for_newsroom()) {
        for_newsroom_ = true;
        for_readers_ = 0;
    } else if (for_newsroom_) {
        for_newsroom_ = ++for_readers_ < kReadersInTurn;
    }
    service_->count().responses[static_cast<std::size_t>(response.status()) / 100].add(1);
    if (response.goes_on()) {
        ending = Ending::close;
        if (method != Method::head && !service_->is_draining()) {
            live_ = response.take_live();
        }
    }
    if (auto source = response.take_source(); source != nullptr && method != Method::head && response.size() > 0) {
        streamed_ = std::make_unique<Streamed>(std::move(source), response.first(), response.size());
    }
    if (ending == Ending::none && service_->is_draining()) {
        // The client may have sent its next request already.
        ending = Ending::linger;
    }
    ending_ = ending;
    outgoing.add(std::move(response), service_->server_fields(), method == Method::head ? Outgoing::Body::left_out : Outgoing::Body::sent,
                 ending == Ending::none ? Outgoing::After::keep : Outgoing::After::close);
}

void Connection::start_answer(Request request, Ending ending) {
    answering_ = true;
    auto work = make_answer(shared_from_this(), std::move(request), ending);
    boost::asio::co_spawn(stream_.executor(), std::move(work), boost::asio::detached);
}

boost::asio::awaitable<void> Connection::make_answer(std::shared_ptr<Connection> self, Request request, Ending ending) {
    // In a separate turn: earlier answers are sent first, and deliver() is never called from inside process().
    co_await boost::asio::post(self->stream_.executor(), boost::asio::use_awaitable);
    const Method method = request.method;
    std::optional<Response> response;
    try {
        Response made = co_await self->service_->setup().handler.answer(std::move(request));
        response.emplace(std::move(made));
    } catch (const std::exception& exception) {
        self->service_->setup().on_error(exception.what());
    }
    if (!response) {
        response.emplace(problem(Status::internal_error, "Internal error. The cause is in the server's log."));
        ending = ending == Ending::none ? Ending::close : ending;
    }
    self->guarded([&] { self->deliver(std::move(*response), method, ending); });
}

void Connection::deliver(Response response, Method method, Ending ending) {
    if (closed_) {
        return;
    }
    answering_ = false;
    if (pending_) {
        add(*pending_, std::move(response), method, ending);
        return;
    }
    add(service_->outgoing(), std::move(response), method, ending);
    flush();
}

}  // namespace stoppress::http
