// SPDX-License-Identifier: GPL-3.0-or-later
// Who reads now, and what was viewed in each minute of the last hour: in memory, begun anew with the program.
// Flow:   ViewBatch (committed) -> Audience -> ReadingNow, StoryNow -> newsroom
// Thread: any; what is asked for holds up the counting thread for a moment and no loop.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <span>

#include "readership/limits.hpp"
#include "readership/now.hpp"
#include "readership/present_readers.hpp"
#include "readership/view_batch.hpp"

namespace stoppress::readership {

class Audience {
public:
    explicit Audience(base::Time now);

    /// A batch has come back: its views count in this minute, and its readers are there. `is_known`: whether a story can be seen, where
    /// the batch failed and nobody could be asked.
    void take(const ViewBatch& batch, base::Time now, const std::function<bool(base::StoryId)>& is_known);
    /// What other nodes have counted.
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
    void move_to(base::Time now);
    void add(std::span<const store::ViewCount> counts);
    template <class Of>
    std::vector<MinuteSum> minutes(Of of) const;

    std::mutex mutex_;
    // All of these are used under mutex_.
    base::Time since_;
    base::Time now_;
    std::chrono::milliseconds elapsed_{0};  ///< only ever grows, whatever the clock does
    std::deque<Minute> minutes_;            ///< each up to this one
    PresentReaders readers_{kPresentReaders};
    PresentReaders readers_of_stories_{kPresentReaders};  ///< the same people by (reader, story)
};

}  // namespace stoppress::readership
