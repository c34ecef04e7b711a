// SPDX-License-Identifier: GPL-3.0-or-later
// The one reading of a request's head: either it is entirely well-formed and unambiguous, or it is refused with one status.
// Nothing else in the program parses a request. No I/O: bytes in, verdict out.
// Flow:   connection's buffer -> Gate -> Request
// Thread: one loop's.
//
// Stricter than RFC 9112 asks, because whatever is in front of us may read loosely: lines end in CRLF only; no folded lines, control
// or 8-bit characters; the target is a path; exactly one Host; no Transfer-Encoding at all (411); one Content-Length of digits, and
// none but 0 on GET and HEAD. HTTP/1.0 is taken, as proxies speak it, but needs a Host too and ends its connection.
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "http/limits.hpp"
#include "http/metrics.hpp"
#include "http/request.hpp"
#include "http/status.hpp"

namespace stoppress::http {

/// Why a request is not answered by any route. The connection ends after it.
struct Refusal {
    Status status = Status::bad_request;
    RefusalReason reason = RefusalReason::malformed;
    std::string_view detail;  ///< a sentence, of static storage
};

/// What breaks the syntax.
[[nodiscard]] constexpr Refusal malformed(std::string_view detail) {
    return {Status::bad_request, RefusalReason::malformed, detail};
}

/// A request, and what only the connection has to know about it. Views the bytes that it was read from.
struct Head {
    Request request;
    bool closes = false;            ///< Connection: close, HTTP/1.0 or Expect
    bool expects_continue = false;  ///< Expect: 100-continue
    bool has_length = false;
    boost::container::static_vector<std::string_view, kMaxForwardedFields> forwarded_for;  ///< X-Forwarded-For, as they came
};

/// Finds the end of a head as its bytes come in, without reading any twice, and refuses early what can no longer become one.
class HeadScanner {
public:
    enum class Verdict : std::uint8_t { more, complete, refused };

    /// `buffer` holds all bytes since the request's first; each call with the same bytes and perhaps more of them.
    [[nodiscard]] Verdict scan(std::string_view buffer);
    /// After complete: the length of the head with its empty line.
    [[nodiscard]] std::size_t head_size() const { return scanned_; }
    /// After refused.
    [[nodiscard]] const Refusal& refusal() const { return refusal_; }
    void reset() { *this = HeadScanner{}; }

private:
    Verdict refuse(Status status, RefusalReason reason, std::string_view detail);
    std::size_t scanned_ = 0;
    std::size_t line_start_ = 0;
    std::size_t lines_ = 0;
    Refusal refusal_;
};

/// Reads complete heads. Kept per loop for the buffer that decoded paths are in.
class Gate {
public:
    /// `bytes`: a head with its empty line, as HeadScanner found it. Fills `head`, whose views are of `bytes` and of this gate, until
    /// its next call. A refusal may leave `head` half filled: only request.method means something then.
    [[nodiscard]] std::optional<Refusal> read(std::string_view bytes, Head& head);

private:
    [[nodiscard]] std::optional<Refusal> read_target(std::string_view target, Request& request);
    std::string decoded_;
};

}  // namespace stoppress::http
