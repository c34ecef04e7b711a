// SPDX-License-Identifier: GPL-3.0-or-later
// The threads that wait for other servers, so that neither a loop nor a reading thread does; how much may wait, and how
// often one person may ask.
// Flow:   newsroom (a person's request) -> FetchWorkers -> Fetcher -> newsroom
// Thread: run() from any; the work runs on threads of its own. stop() is the owner's.
#pragma once

#include <chrono>
#include <functional>
#include <list>
#include <string>
#include <unordered_map>

#include "base/result.hpp"
#include "base/threads/mutex.hpp"
#include "base/threads/worker_thread.hpp"
#include "fetching/fetcher.hpp"

namespace stoppress::fetching {

/// How often each person may ask: kFetchesAtOnce, and one more per kSecondsPerFetch. Times are of the monotonic clock.
class Allowance {
public:
    using Time = std::chrono::steady_clock::time_point;
    /// Whether `who` may now; counts it then.
    [[nodiscard]] bool take(const std::string& who, Time now);

private:
    struct Person {
        std::string name;
        double left = kFetchesAtOnce;
        Time counted;
    };
    base::Mutex mutex_;
    std::list<Person> people_ GUARDED_BY(mutex_);  ///< who asked last is first
    std::unordered_map<std::string, std::list<Person>::iterator> by_name_ GUARDED_BY(mutex_);
};

class FetchWorkers {
public:
    using Work = std::move_only_function<void(const Fetcher&)>;

    explicit FetchWorkers(FetchOptions options) : fetcher_(std::move(options)), threads_(kMaxWaiting, kThreads) {}
    FetchWorkers(const FetchWorkers&) = delete;
    FetchWorkers& operator=(const FetchWorkers&) = delete;
    FetchWorkers(FetchWorkers&&) = delete;
    FetchWorkers& operator=(FetchWorkers&&) = delete;
    ~FetchWorkers() { fetcher_.abandon(); }

    /// Runs `work`, which must not throw. Fails with `too_many` (fetch-too-often) or `unavailable` (fetch-busy), and then
    /// never runs it.
    [[nodiscard]] base::Result<void> run(const std::string& who, Work work);
    /// Ends the threads: gives up running work and drops waiting work.
    void stop();

private:
    Fetcher fetcher_;
    Allowance allowance_;
    base::WorkerThread threads_;  // last: it must end before what it uses
};

}  // namespace stoppress::fetching
