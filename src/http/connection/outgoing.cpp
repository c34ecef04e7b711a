// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/connection/outgoing.hpp"

#include <array>
#include <charconv>
#include <functional>

#include "http/limits.hpp"

namespace stoppress::http {
namespace {

/// 204 and 304 have no body and no Content-Length: it would be that of another answer.
bool has_length(Status status) {
    return status != Status::no_content && status != Status::not_modified;
}

}  // namespace

void Outgoing::add_piece(const char* data, std::size_t size) {
    // The kernel only reads through iovec, which has no const form.
    pieces_.push_back({const_cast<char*>(data), size});
    bytes_ += size;
}

void Outgoing::add(Response response, std::string_view server_fields, Body body, After after) {
    constexpr std::string_view kLength = "Content-Length: ";
    constexpr std::string_view kClose = "Connection: close\r\n";
    std::array<char, 24> digits{};
    const char* const digits_end = std::to_chars(digits.data(), digits.data() + digits.size(), response.size()).ptr;
    const std::string_view length(digits.data(), static_cast<std::size_t>(digits_end - digits.data()));
    const bool with_body = has_length(response.status());
    const bool with_length = with_body && !response.goes_on();

    const std::array<std::string_view, 9> parts{status_line(response.status()),
                                                server_fields,
                                                response.prepared(),
                                                response.fields().text(),
                                                response.caching(),
                                                with_length ? kLength : std::string_view{},
                                                with_length ? length : std::string_view{},
                                                with_length ? std::string_view("\r\n") : std::string_view{},
                                                after == After::close ? kClose : std::string_view{}};
    std::size_t size = 2;
    for (const std::string_view part : parts) {
        size += part.size();
    }
    std::string* head = &heads_;
    if (heads_.capacity() - heads_.size() < size) {
        auto own = std::make_shared<std::string>();
        own->reserve(size);
        head = own.get();
        owners_.push_back(std::move(own));
    }
    const std::size_t start = head->size();
    for (const std::string_view part : parts) {
        head->append(part);
    }
    head->append("\r\n");
    add_piece(head->data() + start, size);

    if (body == Body::sent && with_body) {
        for (const Piece& piece : response.pieces()) {
            add_piece(piece.data, piece.size);
        }
        for (auto& owner : response.take_owners()) {
            owners_.push_back(std::move(owner));
        }
    }
}

void Outgoing::add_owned(std::string bytes) {
    auto owner = std::make_shared<const std::string>(std::move(bytes));
    add_piece(owner->data(), owner->size());
    owners_.push_back(std::move(owner));
}

bool Outgoing::is_full() const {
    return bytes_ >= kMaxGatheredBytes || pieces_.size() >= kMaxGatheredPieces;
}

void Outgoing::sent(std::size_t bytes) {
    while (bytes > 0) {
        iovec& piece = pieces_[next_];
        if (bytes < piece.iov_len) {
            piece.iov_base = static_cast<char*>(piece.iov_base) + bytes;
            piece.iov_len -= bytes;
            return;
        }
        bytes -= piece.iov_len;
        ++next_;
    }
    if (empty()) {
        clear();
    }
}

void Outgoing::clear() {
    heads_.clear();
    pieces_.clear();
    owners_.clear();
    next_ = 0;
    bytes_ = 0;
}

std::unique_ptr<Outgoing> Outgoing::take_rest() {
    const std::less<const char*> before;
    const char* const heads_end = heads_.data() + heads_.size();
    const auto in_heads = [&](const iovec& piece) {
        const char* const data = static_cast<const char*>(piece.iov_base);
        return !before(data, heads_.data()) && before(data, heads_end);
    };
    std::size_t head_bytes = 0;
    for (const iovec& piece : unsent()) {
        head_bytes += in_heads(piece) ? piece.iov_len : 0;
    }
    auto rest = std::make_unique<Outgoing>(head_bytes);
    for (const iovec& piece : unsent()) {
        const char* data = static_cast<const char*>(piece.iov_base);
        if (in_heads(piece)) {
            const std::size_t start = rest->heads_.size();
            rest->heads_.append(data, piece.iov_len);
            data = rest->heads_.data() + start;
        }
        rest->add_piece(data, piece.iov_len);
    }
    rest->owners_ = std::move(owners_);
    clear();
    return rest;
}

}  // namespace stoppress::http
