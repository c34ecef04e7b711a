// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of stories: what they contain, and how they are ordered and filtered.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time/time.hpp"
#include "story/story.hpp"

namespace stoppress::store {

/// Which published articles a list contains. At most one of section, topic and author is set.
struct ListScope {
    base::SectionId section;
    base::TopicId topic;
    base::AuthorId author;
    std::string language;              ///< BCP 47; empty: all
    std::optional<base::Time> from;    ///< published at or after
    std::optional<base::Time> before;  ///< published before
};

struct Month {
    int year = 0;
    int month = 0;
    std::int64_t stories = 0;
};

/// The order of a list of stories, and its filters. Names are slugs; empty: no filter.
struct StoryQuery {
    enum class Order : std::uint8_t { newest, most_viewed };
    Order order = Order::newest;
    story::Window window = story::Window::week;
    std::optional<base::Time> now;  ///< end of `window`; nothing: the system's clock
    std::string section;
    std::string topic;
    std::string author;
    std::string language;
    std::optional<story::Status> status = story::Status::published;  ///< nothing: any (newsroom only)
    std::string own_of;  ///< if set: of the unpublished stories, only those created by or assigned to this person
    // The next five are for the newsroom. With them, a list of any status is ordered by the last save.
    std::string words;  ///< only stories with each of these in headline or standfirst
    std::string owner;  ///< who created it
    std::string assignee;
    bool with_draft = false;  ///< only stories with a draft of changes
    bool proposed = false;    ///< only stories with a submitted proposal
    /// Bounds of the time by which the list is ordered: the publication if status is published, else the last
    /// save. With status scheduled and a bound, the list is a calendar: ordered by the time when stories are
    /// due, first due first.
    std::optional<base::Time> from;
    std::optional<base::Time> until;
    std::int64_t limit = 20;  ///< 1..100
    std::string cursor;       ///< from the previous page; empty: from the start
};

struct StoryList {
    std::vector<story::Story> stories;  ///< without bodies
    std::string next;                   ///< cursor; empty at the end
};

}  // namespace stoppress::store
