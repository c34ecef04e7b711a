// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies too large for memory: one that is received is handed on piece by piece, one that is sent is fetched piece by
// piece. Neither side holds more than one piece of a connection at a time.
// Flow:   connection -> BodySink (Handler); BodySource (Handler) -> connection
// Owner:  the request or response, then the connection.
// Thread: called on the connection's loop, which must not be blocked: slow work goes to another thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.hpp"

namespace stoppress::http {

/// Takes the body of one request.
class BodySink {
public:
    BodySink() = default;
    BodySink(const BodySink&) = delete;
    BodySink& operator=(const BodySink&) = delete;
    BodySink(BodySink&&) = delete;
    BodySink& operator=(BodySink&&) = delete;
    virtual ~BodySink() = default;

    /// Takes the next bytes; nothing more is read before it is done. On an error the request is answered with it, and
    /// it is logged if the answer is 500.
    [[nodiscard]] virtual boost::asio::awaitable<base::Result<void>> write(std::string piece) = 0;
};

/// Gives the body of one response, or a range of it.
class BodySource {
public:
    BodySource() = default;
    BodySource(const BodySource&) = delete;
    BodySource& operator=(const BodySource&) = delete;
    BodySource(BodySource&&) = delete;
    BodySource& operator=(BodySource&&) = delete;
    virtual ~BodySource() = default;

    /// 1 to `most` bytes from `first` on. An error ends the connection, because the head was sent before,
    /// and is logged unless it is `unavailable`.
    [[nodiscard]] virtual boost::asio::awaitable<base::Result<std::string>> read(std::uint64_t first, std::size_t most) = 0;
};

}  // namespace stoppress::http
