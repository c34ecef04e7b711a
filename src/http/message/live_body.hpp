// SPDX-License-Identifier: GPL-3.0-or-later
// A body without a known end: events are sent as they happen, until the body itself, the client or the server ends it.
// Flow:   Handler -> Response -> connection, which polls it at every tick
// Owner:  the connection.
// Thread: the connection's loop.
#pragma once

#include <chrono>
#include <string>

namespace stoppress::http {

class LiveBody {
public:
    LiveBody() = default;
    LiveBody(const LiveBody&) = delete;
    LiveBody& operator=(const LiveBody&) = delete;
    LiveBody(LiveBody&&) = delete;
    LiveBody& operator=(LiveBody&&) = delete;
    virtual ~LiveBody() = default;

    struct Next {
        std::string bytes;  ///< empty: nothing new
        bool last = false;  ///< the body ends here
    };
    /// Called about twice a second after the head was sent, but only while the client has received everything so far: a
    /// slow client gets fewer, and never has more than one of these pending. Must not block.
    [[nodiscard]] virtual Next next(std::chrono::steady_clock::time_point now) = 0;
};

}  // namespace stoppress::http
