// SPDX-License-Identifier: GPL-3.0-or-later
// Parses a request's head: either it is well-formed and unambiguous, or it is refused with one status. Nothing else in
// the program parses requests. No I/O.
//
// It is stricter than RFC 9112, because a proxy in front may parse loosely: lines end in CRLF only; no folded
// lines, control or 8-bit characters; the target is a path; exactly one Host; no Transfer-Encoding (411); one
// Content-Length of digits, and only 0 on GET and HEAD. HTTP/1.0 is accepted, since proxies use it, but needs a
// Host too and ends its connection.
//
// Flow:   connection's buffer -> Gate -> Request
// Thread: one loop's.
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "http/limits.hpp"
#include "http/message/request.hpp"
#include "http/message/status.hpp"
#include "http/server/metrics.hpp"

namespace stoppress::http {

/// Why a request is refused before routing. The connection ends after the answer.
struct Refusal {
    Status status = Status::bad_request;
    RefusalReason reason = RefusalReason::malformed;
    std::string_view detail;  ///< a sentence; points into static storage
};

/// A refusal for broken syntax.
[[nodiscard]] constexpr Refusal malformed(std::string_view detail) {
    return {Status::bad_request, RefusalReason::malformed, detail};
}

/// A request, and what only the connection needs to know about it. Points into the bytes that it was parsed from.
struct Head {
    Request request;
    bool closes = false;            ///< Connection: close, HTTP/1.0 or Expect
    bool expects_continue = false;  ///< Expect: 100-continue
    bool has_length = false;
    boost::container::static_vector<std::string_view, kMaxForwardedFields> forwarded_for;  ///< X-Forwarded-For, in order
};

/// Finds the end of a head as its bytes arrive, examining each byte once, and refuses early what cannot become
/// a valid head.
class HeadScanner {
public:
    enum class Verdict : std::uint8_t { more, complete, refused };

    /// `buffer` holds all bytes since the start of the request; each call has the same bytes and perhaps more.
    [[nodiscard]] Verdict scan(std::string_view buffer);
    /// After `complete`: the length of the head with its empty line.
    [[nodiscard]] std::size_t head_size() const { return scanned_; }
    /// After `refused`.
    [[nodiscard]] const Refusal& refusal() const { return refusal_; }
    void reset() { *this = HeadScanner{}; }

private:
    Verdict refuse(Status status, RefusalReason reason, std::string_view detail);
    std::size_t scanned_ = 0;
    std::size_t line_start_ = 0;
    std::size_t lines_ = 0;
    Refusal refusal_;
};

/// Parses complete heads. There is one per loop, because it holds the buffer for decoded paths.
class Gate {
public:
    /// `bytes`: a head with its empty line, as found by HeadScanner. Fills `head`, which points into `bytes` and into
    /// this object until the next call. After a refusal `head` may be half filled: only request.method is valid.
    [[nodiscard]] std::optional<Refusal> read(std::string_view bytes, Head& head);

private:
    [[nodiscard]] std::optional<Refusal> read_target(std::string_view target, Request& request);
    std::string decoded_;
};

}  // namespace stoppress::http
