// SPDX-License-Identifier: GPL-3.0-or-later
// Live numbers for everybody who watches them: server-sent events, made once for all watchers.
// Flow:   Readership -> LiveNumbers (once a second, if changed) -> a live body of each watcher's connection
// Owner:  serve (cli). Bodies belong to their connections, and may outlive this.
// Thread: it owns one, which sleeps while nobody watches; watch() any.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "http/message/live_body.hpp"
#include "readership/readership.hpp"

namespace stoppress::store {
class ReadPool;
}  // namespace stoppress::store

namespace stoppress::newsroom {

class LiveNumbers {
public:
    LiveNumbers(readership::Readership& readership, store::ReadPool& pool);
    LiveNumbers(const LiveNumbers&) = delete;
    LiveNumbers& operator=(const LiveNumbers&) = delete;
    LiveNumbers(LiveNumbers&&) = delete;
    LiveNumbers& operator=(LiveNumbers&&) = delete;
    /// Calls stop() if that has not been done.
    ~LiveNumbers();

    /// Ends the thread and all streams, including those started later. The owner's thread.
    void stop();

    /// Whether a watcher may continue; called on this object's thread from time to time.
    using StillMay = std::function<bool()>;
    /// A stream of events for `who`: "event: numbers" with the JSON of /numbers/now, at most once a second. It ends
    /// when `still_may` returns false. nullptr if there are too many watchers, in total or of this name.
    [[nodiscard]] std::shared_ptr<http::LiveBody> watch(const std::string& who, StillMay still_may);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::newsroom
