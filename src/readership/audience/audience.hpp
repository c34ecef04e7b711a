// SPDX-License-Identifier: GPL-3.0-or-later
// Who is reading now, and the views of each minute of the last hour. In memory only, empty after a restart.
// Flow:   ViewBatch (committed) -> Audience -> ReadingNow, StoryNow -> newsroom
// Thread: any; a call may delay the counting thread for a moment, but no loop.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <span>

#include "base/threads/mutex.hpp"
#include "readership/audience/now.hpp"
#include "readership/audience/present_readers.hpp"
#include "readership/counting/view_batch.hpp"
#include "readership/limits.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {

class Audience {
public:
    explicit Audience(base::Time now);

    /// Adds a finished batch: its views count in the current minute, and its readers are present. `is_known`: whether a
    /// story is visible; used if the batch failed and the store could not be asked.
    void take(const ViewBatch& batch, base::Time now, const std::function<bool(base::StoryId)>& is_known);
    /// Adds views counted by other nodes.
    void take(std::span<const store::ViewCount> counts, base::Time now);

    /// With the `most` stories that have the most readers.
    [[nodiscard]] ReadingNow now(base::Time now, std::size_t most);
    [[nodiscard]] StoryNow now(base::Time now, base::StoryId story);

private:
    using Minutes = std::chrono::sys_time<std::chrono::minutes>;
    struct Minute {
        Minutes at;
        store::ViewSum sum;
        boost::unordered_flat_map<std::int64_t, store::ViewSum> stories;
        bool whole = true;
    };
    void move_to(base::Time now) REQUIRES(mutex_);
    void add(std::span<const store::ViewCount> counts) REQUIRES(mutex_);
    template <class Of>
    std::vector<MinuteSum> minutes(Of of) const REQUIRES(mutex_);

    base::Mutex mutex_;
    base::Time since_ GUARDED_BY(mutex_);
    base::Time now_ GUARDED_BY(mutex_);
    std::chrono::milliseconds elapsed_ GUARDED_BY(mutex_){0};  ///< only grows, whatever the clock does
    std::deque<Minute> minutes_ GUARDED_BY(mutex_);            ///< oldest first; the last is the current one
    PresentReaders readers_ GUARDED_BY(mutex_){kPresentReaders};
    PresentReaders readers_of_stories_ GUARDED_BY(mutex_){kPresentReaders};  ///< the same people, by (reader, story)
};

}  // namespace stoppress::readership
