// SPDX-License-Identifier: GPL-3.0-or-later
// Slows guessing down: after some failures the same key (an account, an address) has to wait, twice as long each time.
// It forgets: after a while, at a restart, and the longest unused keys where there are too many.
// Thread: any. Time is the monotonic clock's, handed in.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stoppress::staff {

class Throttle {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Seconds = std::chrono::seconds;

    struct Rule {
        unsigned free = 5;        ///< failures before anybody waits
        Seconds first{2};         ///< the first wait
        Seconds longest{900};     ///< the longest
        Seconds forgets{3600};    ///< after so long without an attempt a key is as new
        std::size_t keys = 1000;  ///< how many are remembered
    };

    explicit Throttle(Rule rule);

    /// How long the key has to wait before its next attempt. 0: it may be made now, and counts as failed until forgive(), so that many
    /// at once are no way around.
    [[nodiscard]] Seconds attempt(std::string_view key, Time now);
    /// The attempt did not fail: the key is as new.
    void forgive(std::string_view key);
    /// The last attempt did not fail; the failures before it stay.
    void forgive_one(std::string_view key);

private:
    struct Entry {
        std::uint64_t key = 0;
        unsigned failures = 0;
        Time last;
        Time until;
    };
    /// Keys as numbers that nobody outside can choose, so that a long key takes no more memory than a short one.
    [[nodiscard]] std::uint64_t number_of(std::string_view key) const;

    const Rule rule_;
    const std::string salt_;
    std::mutex mutex_;
    // Used under mutex_; the entries with the last used in front.
    std::list<Entry> entries_;
    std::unordered_map<std::uint64_t, std::list<Entry>::iterator> by_key_;
};

}  // namespace stoppress::staff
