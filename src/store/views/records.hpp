// SPDX-License-Identifier: GPL-3.0-or-later
// Views to add, sums of views, and what rankings need to know about stories.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time/hour.hpp"
#include "base/time/time.hpp"
#include "story/story.hpp"

namespace stoppress::store {

/// A position in the log of views: what a snapshot saw, in one run of one server.
struct ViewCursor {
    std::string snapshot{};
    std::string run{};
};

/// Views to add for one story in one hour. Hours, here and below, are those of the site's time zone.
struct ViewCount {
    base::StoryId story;
    base::Hour hour{};
    std::int64_t views = 0;
    std::int64_t robots = 0;
};

/// Names for referrers that are not hosts; no host has such a name.
inline constexpr std::string_view kWithinSite = ".";  ///< a page of the site itself
inline constexpr std::string_view kOtherSites = "*";  ///< all hosts beyond those counted separately

/// Views of one story in one hour by people who came from one host: lower case, without port and "www.". They are
/// included in the story's ViewCount of that hour; the difference came from unknown places.
struct ReferrerCount {
    base::StoryId story;
    base::Hour hour{};
    std::string host;
    std::int64_t views = 0;
};

/// Views by people, and by known robots.
struct ViewSum {
    std::int64_t views = 0;
    std::int64_t robots = 0;
    ViewSum& operator+=(const ViewSum& other) {
        views += other.views;
        robots += other.robots;
        return *this;
    }
    friend bool operator==(const ViewSum&, const ViewSum&) = default;
};

/// The views of a section, an author or a language.
struct NamedSum {
    std::string slug;  ///< of a language its tag; empty: stories without a section
    std::string name;
    ViewSum sum;
};

struct ReferrerSum {
    std::string host;
    std::int64_t views = 0;
};

/// Referrers of the views by people in a span of hours. All numbers together are the views from hour `since` on.
struct ReferrerSums {
    base::Hour since{};               ///< the first hour with known referrers
    std::int64_t direct = 0;          ///< from unknown places
    std::int64_t within = 0;          ///< from the site's own pages
    std::vector<ReferrerSum> listed;  ///< most views first
    std::int64_t others = 0;          ///< number of hosts that are not listed
    std::int64_t others_views = 0;    ///< their views, and those of hosts that were not counted separately
};

/// The views of the whole site in a span of hours. Views are counted for the sections that their stories had at that
/// time. A story with several authors counts for each of them.
struct Numbers {
    std::map<base::Hour, ViewSum> hours;  ///< hours with views only
    std::vector<NamedSum> sections;       ///< most viewed first, as the next two
    std::vector<NamedSum> languages;
    std::vector<NamedSum> authors;
    ReferrerSums referrers;
};

/// The same for one story.
struct StoryNumbers {
    std::map<base::Hour, ViewSum> hours;
    ReferrerSums referrers;
};

/// What rankings need to know about a story.
struct RankingFacts {
    base::StoryId story;
    base::SectionId section;
    std::string language;
    bool published = false;
    story::Kind kind = story::Kind::article;  ///< a page's views are counted, but it is not ranked
    base::Time published_at;                  ///< the newer story goes first among equals; meaningless unless published
};

}  // namespace stoppress::store
