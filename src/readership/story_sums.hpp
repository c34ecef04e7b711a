// SPDX-License-Identifier: GPL-3.0-or-later
// How often each story was viewed in each window, as running sums: views are added, what leaves a window is subtracted.
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
#include "store/records.hpp"
#include "story/story.hpp"

namespace stoppress::readership {

inline constexpr std::array kWindows{story::Window::day, story::Window::week, story::Window::month, story::Window::all};

/// Names a story in StorySums: its place there, which never changes.
using StoryIndex = std::uint32_t;
using LanguageIndex = std::uint16_t;

/// 56 bytes a story, and about 25 for finding it: a site of a million stories that were ever viewed needs some 80 MB.
struct StorySum {
    base::StoryId id{};
    base::SectionId section{};
    std::int64_t published_at = 0;  ///< milliseconds
    std::int64_t all = 0;
    std::array<std::uint32_t, 3> recent{};  ///< day, week, month
    LanguageIndex language = 0;
    bool ranked : 1 = false;   ///< published, and an article
    bool visible : 1 = false;  ///< published
    bool stale : 1 = false;    ///< what is said of it here may have changed since
    bool doubted : 1 = false;  ///< stale, and waiting to be asked about
    bool touched : 1 = false;  ///< since the lists were made last

    [[nodiscard]] std::int64_t views(story::Window window) const {
        return window == story::Window::all ? all : std::int64_t{recent[static_cast<std::size_t>(window)]};
    }
};

class StorySums {
public:
    explicit StorySums(std::int64_t hour) : hour_(hour) {}

    /// The story's place; new where it was never viewed. Takes over what is said of it.
    StoryIndex put(const store::RankingFacts& facts);
    [[nodiscard]] std::optional<StoryIndex> find(base::StoryId id) const;
    [[nodiscard]] StorySum& at(StoryIndex index) { return sums_[index]; }
    [[nodiscard]] const StorySum& at(StoryIndex index) const { return sums_[index]; }
    [[nodiscard]] std::span<const StorySum> all() const { return sums_; }
    [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }

    /// Views of that hour to every window that it belongs to.
    void add(StoryIndex index, std::int64_t hour, std::int64_t views);
    /// As add(), for a story whose sum over all time is known already.
    void add_recent(StoryIndex index, std::int64_t hour, std::int64_t views);

    /// The hour that windows end with.
    [[nodiscard]] std::int64_t hour() const { return hour_; }
    struct Hours {
        std::int64_t first = 0;
        std::int64_t last = -1;
    };
    /// Which hours leave `window` when it comes to end with `hour`, a later one.
    [[nodiscard]] Hours leaving(story::Window window, std::int64_t hour) const;
    void subtract(StoryIndex index, story::Window window, std::int64_t views);
    /// After what leaves each window was subtracted.
    void move_to(std::int64_t hour) { hour_ = hour; }

    /// Stories whose sums or facts changed since the last forget_touched().
    [[nodiscard]] std::span<const StoryIndex> touched() const { return touched_; }
    void touch(StoryIndex index);
    void forget_touched();

private:
    LanguageIndex language(const std::string& tag);

    std::int64_t hour_;
    std::vector<StorySum> sums_;
    boost::unordered_flat_map<std::int64_t, StoryIndex> by_id_;
    std::vector<std::string> languages_;
    std::vector<StoryIndex> touched_;
};

}  // namespace stoppress::readership
