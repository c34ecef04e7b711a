// SPDX-License-Identifier: GPL-3.0-or-later
// Slows down guessing: after some failures the same key (an account, an address) must wait, twice as long each time.
// Entries are forgotten after a while, at a restart, and least recently used first if there are too many.
// Thread: any; a mutex guards the entries. Times are of the monotonic clock and passed in.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/threads/mutex.hpp"

namespace stoppress::staff {

class Throttle {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Seconds = std::chrono::seconds;

    struct Rule {
        unsigned free = 5;        ///< failures before a key must wait
        Seconds first{2};         ///< first wait
        Seconds longest{900};     ///< longest wait
        Seconds forgets{3600};    ///< a key without an attempt for this long starts afresh
        std::size_t keys = 1000;  ///< how many keys are remembered
    };

    explicit Throttle(Rule rule);

    /// How long the key must wait before its next attempt. 0: it may try now, and the attempt counts as failed until
    /// forgive(), so that many attempts at once are no way around the limit.
    [[nodiscard]] Seconds attempt(std::string_view key, Time now);
    /// The attempt succeeded: forgets the key's failures.
    void forgive(std::string_view key);
    /// The last attempt succeeded; earlier failures still count.
    void forgive_one(std::string_view key);

private:
    struct Entry {
        std::uint64_t key = 0;
        unsigned failures = 0;
        Time last;
        Time until;
    };
    /// Keys are stored as salted hashes, so that a long key takes no more memory than a short one.
    [[nodiscard]] std::uint64_t number_of(std::string_view key) const;

    const Rule rule_;
    const std::string salt_;
    base::Mutex mutex_;
    // Most recently used first.
    std::list<Entry> entries_ GUARDED_BY(mutex_);
    std::unordered_map<std::uint64_t, std::list<Entry>::iterator> by_key_ GUARDED_BY(mutex_);
};

}  // namespace stoppress::staff
