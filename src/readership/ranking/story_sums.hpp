// SPDX-License-Identifier: GPL-3.0-or-later
// The views of each story in each window, as running sums: views are added, and those that leave a
// window are subtracted.
// Hours are numbered as by base::ZoneHours in the site's time zone.
// Flow:   committed views -> StorySums -> RankingLists
// Thread: the counting thread.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time/hour.hpp"
#include "base/time/time.hpp"
#include "store/views/records.hpp"
#include "story/story.hpp"

namespace stoppress::readership {

inline constexpr std::array kWindows{story::Window::day, story::Window::week, story::Window::month, story::Window::all};

/// The index of a story in StorySums; it never changes.
using StoryIndex = std::uint32_t;
using LanguageIndex = std::uint16_t;

/// 56 bytes per story, and about 25 for its index: a site with a million viewed stories needs about 80 MB.
struct StorySum {
    base::StoryId id{};
    base::SectionId section{};
    base::Time published_at{};
    std::int64_t all = 0;
    std::array<std::uint32_t, 3> recent{};  ///< day, week, month
    LanguageIndex language = 0;
    bool ranked : 1 = false;   ///< published, and an article
    bool visible : 1 = false;  ///< published
    bool stale : 1 = false;    ///< its facts may have changed since they were read
    bool queued : 1 = false;   ///< stale, and queued to be looked up
    bool touched : 1 = false;  ///< changed since the lists were last made

    [[nodiscard]] std::int64_t views(story::Window window) const {
        return window == story::Window::all ? all : std::int64_t{recent[static_cast<std::size_t>(window)]};
    }
};

class StorySums {
public:
    explicit StorySums(base::Hour hour) : hour_(hour) {}

    /// The story's index, a new one if it was never viewed. Stores the facts.
    StoryIndex put(const store::RankingFacts& facts);
    [[nodiscard]] std::optional<StoryIndex> find(base::StoryId id) const;
    [[nodiscard]] StorySum& at(StoryIndex index) { return sums_[index]; }
    [[nodiscard]] const StorySum& at(StoryIndex index) const { return sums_[index]; }
    [[nodiscard]] std::span<const StorySum> all() const { return sums_; }
    [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }

    /// Adds views of that hour to every window that contains it.
    void add(StoryIndex index, base::Hour hour, std::int64_t views);
    /// Like add(), but not to the sum over all time, which already includes them.
    void add_recent(StoryIndex index, base::Hour hour, std::int64_t views);

    /// While all views are read for the first time: a story's views over all time, and those of an hour. Unlike add(), what has no
    /// views takes no room.
    void put_total(const store::ViewCount& total, const store::RankingFacts& facts);
    void put_hour(const store::ViewCount& count);

    /// The first hour of the longest window.
    [[nodiscard]] base::Hour first_hour() const;
    /// The last hour of the windows.
    [[nodiscard]] base::Hour hour() const { return hour_; }
    /// From `first` to `last` inclusive; none if `last` is before `first`.
    struct Hours {
        base::Hour first{};
        base::Hour last{std::chrono::hours{-1}};
    };
    /// Which hours leave `window` when its last hour becomes `hour`, a later one.
    [[nodiscard]] Hours leaving(story::Window window, base::Hour hour) const;
    void subtract(StoryIndex index, story::Window window, std::int64_t views);
    /// Sets the last hour; call it after subtracting what leaves each window.
    void move_to(base::Hour hour) { hour_ = hour; }

    /// Stories whose sums or facts changed since the last forget_touched().
    [[nodiscard]] std::span<const StoryIndex> touched() const { return touched_; }
    void touch(StoryIndex index);
    void forget_touched();

private:
    LanguageIndex language(const std::string& tag);

    base::Hour hour_;
    std::vector<StorySum> sums_;
    boost::unordered_flat_map<std::int64_t, StoryIndex> by_id_;
    std::vector<std::string> languages_;
    std::vector<StoryIndex> touched_;
};

}  // namespace stoppress::readership
