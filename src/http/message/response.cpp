// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message/response.hpp"

#include <charconv>

#include "http/message/characters.hpp"

namespace stoppress::http {

void Fields::add(std::string_view name, std::string_view value) {
    for (const char character : value) {
        if (static_cast<unsigned char>(character) < 0x20 || character == 0x7f) {
            base::die("the value of a header field contains a control character");
        }
    }
    if (name.empty() || !all_in(name, kToken)) {
        base::die("the name of a header field is invalid");
    }
    text_.reserve(text_.size() + name.size() + value.size() + 4);
    text_.append(name).append(": ").append(value).append("\r\n");
}

Response::Response(Status status, std::string_view caching) : status_(status) {
    set_caching(caching);
}

void Response::set_caching(std::string_view text) {
    constexpr std::string_view kName = "Cache-Control: ";
    if (kName.size() + text.size() + 2 > caching_.size()) {
        base::die("the value of Cache-Control is too long");
    }
    char* to = caching_.data();
    to = std::copy(kName.begin(), kName.end(), to);
    to = std::copy(text.begin(), text.end(), to);
    *to++ = '\r';
    *to++ = '\n';
    caching_size_ = static_cast<std::uint8_t>(to - caching_.data());
}

void Response::add_prepared(const Fields& fields) {
    if (prepared_.empty()) {
        prepared_ = fields.text();
    } else {
        fields_.add(fields);
    }
}

void Response::append(std::string_view bytes) {
    if (!bytes.empty()) {
        pieces_.push_back({bytes.data(), bytes.size()});
        size_ += bytes.size();
    }
}

void Response::append_owned(std::string bytes) {
    auto owner = std::make_shared<const std::string>(std::move(bytes));
    append(*owner);
    keep(std::move(owner));
}

void Response::cut(std::uint64_t first, std::uint64_t length) {
    Pieces kept;
    std::uint64_t at = 0;
    for (const Piece& piece : pieces_) {
        const std::uint64_t begin = std::max(at, first);
        const std::uint64_t end = std::min(at + piece.size, first + length);
        if (begin < end) {
            kept.push_back({piece.data + (begin - at), static_cast<std::size_t>(end - begin)});
        }
        at += piece.size;
    }
    pieces_ = std::move(kept);
    first_ += first;
    size_ = length;
    status_ = Status::partial_content;
}

void Response::empty_as(Status status) {
    pieces_.clear();
    source_ = nullptr;
    size_ = 0;
    status_ = status;
}

namespace {

/// "public, max-age=60, s-maxage=10"; without an age, "public, no-cache": cache it, but revalidate each time.
std::string_view caching_text(Freshness freshness, std::array<char, 80>& text) {
    if (freshness.seconds == 0 && freshness.shared_seconds == 0) {
        return "public, no-cache";
    }
    char* to = text.data();
    const auto put = [&to, end = text.data() + text.size()](std::string_view name, std::uint32_t number) {
        to = std::copy(name.begin(), name.end(), to);
        to = std::to_chars(to, end, number).ptr;
    };
    put("public, max-age=", freshness.seconds);
    if (freshness.shared_seconds != 0) {
        put(", s-maxage=", freshness.shared_seconds);
    }
    return {text.data(), static_cast<std::size_t>(to - text.data())};
}

}  // namespace

PublicResponse::PublicResponse(Status status, Freshness freshness) : Response(status, {}) {
    std::array<char, 80> text{};
    set_caching(caching_text(freshness, text));
}

}  // namespace stoppress::http
