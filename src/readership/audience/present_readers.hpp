// SPDX-License-Identifier: GPL-3.0-or-later
// The readers of the last five minutes: keyed hashes in memory only, exact to five seconds, limited in number.
// Flow:   ViewBatch -> PresentReaders -> Audience
// Thread: one at a time.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "base/ids.hpp"

namespace stoppress::readership {

class PresentReaders {
public:
    /// Beyond `capacity`, the readers not seen for longest are forgotten early.
    explicit PresentReaders(std::size_t capacity) : capacity_(capacity) {}

    /// `second`: since any fixed start; must not decrease.
    void set_time(std::int64_t second);
    /// The reader with this key is present and reads the story. `former`: the same reader's key of yesterday, while it
    /// is valid.
    void note(std::uint64_t key, std::optional<std::uint64_t> former, base::StoryId story);

    [[nodiscard]] std::int64_t count() const { return static_cast<std::int64_t>(readers_.size()); }
    [[nodiscard]] std::int64_t count(base::StoryId story) const;
    /// How many readers each story has.
    [[nodiscard]] const boost::unordered_flat_map<std::int64_t, std::int64_t>& stories() const { return stories_; }

private:
    struct Reader {
        std::int64_t slice = 0;  ///< of their last view
        std::int64_t story = 0;
    };
    /// Keys last seen in one slice of time, so that advancing the time touches no others.
    struct Slice {
        std::int64_t number = 0;
        std::vector<std::uint64_t> keys;
    };
    void drop_oldest();
    void leave(std::int64_t story);

    std::size_t capacity_;
    std::int64_t slice_ = 0;
    boost::unordered_flat_map<std::uint64_t, Reader> readers_;
    boost::unordered_flat_map<std::int64_t, std::int64_t> stories_;
    std::deque<Slice> slices_;
};

}  // namespace stoppress::readership
