// SPDX-License-Identifier: GPL-3.0-or-later
// A body that goes on: what happens is sent as it happens, until its maker, the client or the server ends it.
// Flow:   Handler -> Response -> connection, which asks it at every tick
// Thread: the connection's loop. Owner: the connection; gone with it.
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
        std::string bytes;  ///< empty: there is nothing new
        bool last = false;  ///< the body ends here
    };
    /// Asked about twice a second after the head was sent, as long as the client has taken all there was: one that is slow gets
    /// less and never has more waiting than one of these. Must not block.
    [[nodiscard]] virtual Next next(std::chrono::steady_clock::time_point now) = 0;
};

}  // namespace stoppress::http
