// SPDX-License-Identifier: GPL-3.0-or-later
// An answer: a status, header fields, and a body as a list of pieces that are sent without copying. There are three
// kinds, each a type: cacheable, never cached, and immutable.
// Flow:   Handler -> Response -> connection
// Thread: made and sent on one loop; the pieces may belong to immutable objects shared by all loops.
#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message/live_body.hpp"
#include "http/message/status.hpp"
#include "http/message/streams.hpp"

namespace stoppress::http {

/// Header fields in the form in which they are sent. Stored with a page, they are formatted once and not per request.
class Fields {
public:
    /// Adds a field. A control character in a value is a bug and ends the program, rather than split a response.
    void add(std::string_view name, std::string_view value);
    void add(const Fields& others) { text_ += others.text_; }
    void reserve(std::size_t bytes) { text_.reserve(bytes); }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

private:
    std::string text_;  ///< "Name: value\r\n" …
};

/// A range of bytes of a body. It is owned by an object in the response's keep() list, or is static.
struct Piece {
    const char* data = nullptr;
    std::size_t size = 0;
};

/// What the connection sends. Handlers make one of the three kinds below. Do not add Content-Length, Date, Server,
/// Connection, Cache-Control or X-Content-Type-Options: the server writes these.
class Response {
public:
    [[nodiscard]] Status status() const { return status_; }
    /// Bytes of the body.
    [[nodiscard]] std::uint64_t size() const { return size_; }

    Fields& fields() { return fields_; }
    [[nodiscard]] const Fields& fields() const { return fields_; }
    /// Adds prepared fields by reference: keep() must keep `fields` alive.
    void add_prepared(const Fields& fields);

    /// Adds bytes to the body by reference; keep() their owner unless they are static.
    void append(std::string_view bytes);
    /// Keeps `owner` alive until the last byte was sent.
    void keep(std::shared_ptr<const void> owner) { owners_.push_back(std::move(owner)); }
    /// Adds bytes to the body that the response owns.
    void append_owned(std::string bytes);

    /// Continues the body with `live` after what was appended. Its length is unknown, so it ends with the connection.
    void go_on(std::shared_ptr<LiveBody> live) {
        live_ = std::move(live);
        goes_on_ = true;
    }
    [[nodiscard]] bool goes_on() const { return goes_on_; }
    [[nodiscard]] std::shared_ptr<LiveBody> take_live() { return std::move(live_); }

    /// The body is `size` bytes that `source` gives; nothing may be appended. Only in answers that are awaited, not
    /// in those of Handler::try_answer().
    void stream(std::shared_ptr<BodySource> source, std::uint64_t size) {
        source_ = std::move(source);
        size_ = size;
    }
    /// The source of size() bytes from first() on; nullptr: the body is in pieces().
    [[nodiscard]] std::shared_ptr<BodySource> take_source() { return std::move(source_); }
    [[nodiscard]] std::uint64_t first() const { return first_; }

    /// Marks it as an answer to an authenticated user of the newsroom: the connection moves to the newsroom's loop.
    void set_for_newsroom() { for_newsroom_ = true; }
    [[nodiscard]] bool for_newsroom() const { return for_newsroom_; }

    using Pieces = boost::container::small_vector<Piece, 8>;
    using Owners = boost::container::small_vector<std::shared_ptr<const void>, 4>;
    [[nodiscard]] const Pieces& pieces() const { return pieces_; }
    /// Takes the owners of the pieces out of it (for the connection). Pieces point into them or into this object.
    [[nodiscard]] Owners take_owners() { return std::move(owners_); }
    /// The fields added by reference.
    [[nodiscard]] std::string_view prepared() const { return prepared_; }
    /// "Cache-Control: …\r\n".
    [[nodiscard]] std::string_view caching() const { return {caching_.data(), caching_size_}; }

    /// Keeps only the bytes [first, first + length) of the body and makes it a 206; see conditional.hpp.
    void cut(std::uint64_t first, std::uint64_t length);
    /// Removes the body and sets `status` (304, 412, 416), keeping the fields.
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
    std::shared_ptr<BodySource> source_;
    std::uint64_t first_ = 0;
};

/// How long caches may serve a public answer without revalidating. 0: they may store it, but must revalidate (ETag).
struct Freshness {
    std::uint32_t seconds = 0;         ///< max-age, for browsers
    std::uint32_t shared_seconds = 0;  ///< s-maxage, for proxies and CDNs
};

/// The same for everybody: made from a PublicRequest alone.
class PublicResponse : public Response {
public:
    explicit PublicResponse(Status status, Freshness freshness = {});
};

/// For one person or one moment: never cached.
class PrivateResponse : public Response {
public:
    explicit PrivateResponse(Status status) : Response(status, "no-store") {}
};

/// For an address that contains the hash of the content: cached forever, never revalidated.
class ImmutableResponse : public Response {
public:
    explicit ImmutableResponse(Status status) : Response(status, "public, max-age=31536000, immutable") {}
};

/// RFC 9457 application/problem+json for a failure, with every invalid field; a 500 reveals no internals.
[[nodiscard]] PrivateResponse problem(const base::Error& error);
[[nodiscard]] PrivateResponse problem(Status status, std::string_view detail);

/// A short text (for /healthz and the like).
[[nodiscard]] PrivateResponse plain_text(Status status, std::string text);

}  // namespace stoppress::http
