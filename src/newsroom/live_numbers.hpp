// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of this moment as they change, to everybody who watches: server-sent events, made once for all of them.
// Flow:   Readership -> LiveNumbers (once a second, where it changed) -> a body that goes on, of each watcher's connection
// Thread: owns one, which sleeps while nobody watches; watch() from any. Bodies belong to their connections, and may outlive this.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "http/live_body.hpp"
#include "readership/readership.hpp"
#include "store/read_pool.hpp"

namespace stoppress::newsroom {

class LiveNumbers {
public:
    LiveNumbers(readership::Readership& readership, store::ReadPool& pool);
    LiveNumbers(const LiveNumbers&) = delete;
    LiveNumbers& operator=(const LiveNumbers&) = delete;
    LiveNumbers(LiveNumbers&&) = delete;
    LiveNumbers& operator=(LiveNumbers&&) = delete;
    /// Stops where that has not been done.
    ~LiveNumbers();

    /// Ends the thread and all streams, those too that are begun later. The owner's thread.
    void stop();

    /// Whether a watcher may go on watching; asked on this object's thread, from time to time.
    using StillMay = std::function<bool()>;
    /// A stream of events for `who`: "event: numbers" with the JSON of /numbers/now, once a second at most. It ends where `still_may` says
    /// no. nullptr where too many watch already, in all or of these.
    [[nodiscard]] std::shared_ptr<http::LiveBody> watch(const std::string& who, StillMay still_may);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::newsroom
