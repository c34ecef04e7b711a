// SPDX-License-Identifier: GPL-3.0-or-later
// An answer: a status, header fields, and a body as a list of pieces that are sent where they lie, without copying.
// There are three kinds, each a type: what caches may keep, what they may not, and what never changes.
// Flow:   Handler -> Response -> connection
// Thread: made and sent on one loop; the pieces may belong to immutable objects shared by all.
#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/live_body.hpp"
#include "http/status.hpp"

namespace stoppress::http {

/// Header fields, ready to be sent. Kept with a page, they are formatted once and not per request.
class Fields {
public:
    /// Adds a field. A value with a control character is a defect of ours: it ends the program rather than split a response.
    void add(std::string_view name, std::string_view value);
    void add(const Fields& others) { text_ += others.text_; }
    void reserve(std::size_t bytes) { text_.reserve(bytes); }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

private:
    std::string text_;  ///< "Name: value\r\n" …
};

/// A run of bytes of a body. Somebody in the response's keep() list owns it, or it lives as long as the program.
struct Piece {
    const char* data = nullptr;
    std::size_t size = 0;
};

/// What the connection sends. Handlers make one of the three kinds below. Do not add Content-Length, Date, Server, Connection,
/// Cache-Control or X-Content-Type-Options: those are written here.
class Response {
public:
    [[nodiscard]] Status status() const { return status_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }

    Fields& fields() { return fields_; }
    [[nodiscard]] const Fields& fields() const { return fields_; }
    /// Adds prepared fields by reference: `fields` has to be kept alive by keep().
    void add_prepared(const Fields& fields);

    /// Adds bytes to the body by reference; keep() their owner, unless they live as long as the program.
    void append(std::string_view bytes);
    /// Keeps `owner` until the last byte was sent.
    void keep(std::shared_ptr<const void> owner) { owners_.push_back(std::move(owner)); }
    /// Adds a body that the response owns from now on.
    void append_owned(std::string bytes);

    /// Has the body go on after what was appended. Its length is unknown: it ends with the connection.
    void go_on(std::shared_ptr<LiveBody> live) {
        live_ = std::move(live);
        goes_on_ = true;
    }
    [[nodiscard]] bool goes_on() const { return goes_on_; }
    [[nodiscard]] std::shared_ptr<LiveBody> take_live() { return std::move(live_); }

    /// Marks it as an answer to somebody of the newsroom whose credential is good: the connection goes to the newsroom's loop.
    void set_for_newsroom() { for_newsroom_ = true; }
    [[nodiscard]] bool for_newsroom() const { return for_newsroom_; }

    using Pieces = boost::container::small_vector<Piece, 8>;
    using Owners = boost::container::small_vector<std::shared_ptr<const void>, 4>;
    [[nodiscard]] const Pieces& pieces() const { return pieces_; }
    /// Takes the pieces, which point into the returned owners or this object, out of it (the connection's part).
    [[nodiscard]] Owners take_owners() { return std::move(owners_); }
    /// The fields added by reference.
    [[nodiscard]] std::string_view prepared() const { return prepared_; }
    /// "Cache-Control: …\r\n".
    [[nodiscard]] std::string_view caching() const { return {caching_.data(), caching_size_}; }

    /// Keeps only the bytes [first, first + length) of the body and makes it a 206; see range.hpp.
    void cut(std::uint64_t first, std::uint64_t length);
    /// Drops the body and makes it `status` (304, 412, 416), keeping the fields.
    void empty_as(Status status);

protected:
    Response(Status status, std::string_view caching);
    void set_caching(std::string_view text);

private:
    Status status_;
    bool goes_on_ = false;
    bool for_newsroom_ = false;
    std::uint8_t caching_size_ = 0;
    std::array<char, 96> caching_{};
    std::uint64_t size_ = 0;
    Fields fields_;
    std::string_view prepared_;
    Pieces pieces_;
    Owners owners_;
    std::shared_ptr<LiveBody> live_;
};

/// How long caches may hand out a public answer without asking. 0: they keep it, but ask each time (ETag).
struct Freshness {
    std::uint32_t seconds = 0;         ///< max-age, for browsers
    std::uint32_t shared_seconds = 0;  ///< s-maxage, for proxies and CDNs
};

/// The same for everybody: made from a PublicRequest alone.
class PublicResponse : public Response {
public:
    explicit PublicResponse(Status status, Freshness freshness = {});
};

/// For one person, or for now: no cache keeps it.
class PrivateResponse : public Response {
public:
    explicit PrivateResponse(Status status) : Response(status, "no-store") {}
};

/// Stands at an address that contains the hash of its content: kept for ever, never asked for again.
class ImmutableResponse : public Response {
public:
    explicit ImmutableResponse(Status status) : Response(status, "public, max-age=31536000, immutable") {}
};

/// RFC 9457 application/problem+json for a failure, with every invalid field named; a 500 says nothing of the inside.
[[nodiscard]] PrivateResponse problem(const base::Error& error);
[[nodiscard]] PrivateResponse problem(Status status, std::string_view detail);

/// A short text (for /healthz and the like).
[[nodiscard]] PrivateResponse plain_text(Status status, std::string text);

}  // namespace stoppress::http
