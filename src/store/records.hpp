// SPDX-License-Identifier: GPL-3.0-or-later
// Plain data that the store returns, besides story::Story and story::Card.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "store/tags.hpp"
#include "store/work.hpp"
#include "story/story.hpp"

namespace stoppress::store {

struct Section {
    base::SectionId id;
    std::string slug;
    std::string name;
    std::string description;
    std::int64_t stories = 0;   ///< published ones
    std::int64_t position = 0;  ///< order in menus; sections with equal positions are ordered by name
    bool chosen = false;        ///< an editor made or changed it, so readers may see it while it is empty
    friend bool operator==(const Section&, const Section&) = default;
};

struct Topic {
    base::TopicId id;
    std::string slug;
    std::string name;
    std::string description;
    std::vector<std::string> aliases;
    std::int64_t stories = 0;
};

/// A merge of topics that can be undone.
struct TopicMerge {
    std::int64_t number = 0;
    base::Time at;
    std::string by;
    std::string slug;  ///< of the topic that was removed
    std::string name;
    std::string into_slug;  ///< of the topic that remains
    std::string into_name;
    std::int64_t stories = 0;  ///< stories that were moved, or had both topics
};

struct Author {
    base::AuthorId id;
    std::string slug;
    std::string name;
    std::string biography;  ///< plain text
    std::string email;      ///< never shown to readers
    std::string url;
    std::string organisation;
    std::int64_t stories = 0;
};

struct Translation {
    std::string language;
    std::string url;
    std::string headline;
};

/// Everything that a story's page shows, from one state of the store.
struct PublishedStory {
    story::Card card;
    story::Kind kind = story::Kind::article;
    document::Document body;
    std::optional<Section> section;
    std::vector<Topic> topics;
    std::vector<Author> byline;
    std::vector<Translation> translations;  ///< its published translations, without itself
    std::vector<Correction> corrections;    ///< oldest first
};

/// The content of an address.
struct AddressEntry {
    enum class Kind : std::uint8_t { story, redirect, withdrawn };
    Kind kind = Kind::story;
    base::StoryId story;  ///< 0 for a redirect whose target is not a story
    std::string target;   ///< of a redirect: the current path
};

/// A redirect that does not belong to a story.
struct Redirect {
    std::string path;    ///< percent-encoded
    std::string target;  ///< a path of this site, or an https address
    friend bool operator==(const Redirect&, const Redirect&) = default;
};

/// A link of a menu set in the newsroom.
struct MenuLink {
    std::string label;
    std::string address;  ///< a path of this site, or an https address
    friend bool operator==(const MenuLink&, const MenuLink&) = default;
};

/// A menu that replaces the list of sections.
struct Menu {
    std::string language;  ///< of the pages that show it; empty: all pages without a menu of their own language
    std::vector<MenuLink> links;
};

struct Month {
    int year = 0;
    int month = 0;
    std::int64_t stories = 0;
};

struct RevisionInfo {
    std::int64_t number = 0;
    base::Time saved_at;
    std::string saved_by;
    std::string headline;
};

/// One row of the change log.
struct Change {
    base::ChangeNumber number = 0;
    base::Time at;
    std::string kind;  ///< "published", "saved", "unpublished", "withdrawn", "section", …
    base::StoryId story;
    Tags tags;
};

/// Paths that may be live, percent-encoded as in links.
struct LivePaths {
    std::vector<std::string> paths;
    base::StoryId last_story;  ///< no published story among them has a higher id
    bool whole = true;         ///< false: there may be others; read all of them
};

/// A file that readers get.
struct MediumFile {
    std::string hash;
    std::string content_type;
    std::int64_t width = 0;  ///< in pixels; both 0: not a picture
    std::int64_t height = 0;
    std::int64_t size = 0;  ///< in bytes
    friend bool operator==(const MediumFile&, const MediumFile&) = default;
};

/// The point that a crop of a picture keeps, in thousandths from its left and its top.
struct FocalPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
    friend bool operator==(const FocalPoint&, const FocalPoint&) = default;
};

/// A picture, an audio file or a document: its metadata, the files that readers get, and its original.
struct Medium {
    base::MediumId id;
    MediumFile file;                       ///< the file that links and previews use
    std::vector<MediumFile> renditions{};  ///< of a picture: its other forms, by type and width
    std::string original;                  ///< hash of the original
    std::string original_type;             ///< its content type
    std::string file_name;                 ///< its name where it came from; not the name of a file here
    std::string alt;
    std::string caption;  ///< plain text
    std::string credit;
    std::string copyright;
    std::optional<FocalPoint> focal_point{};
    std::string placeholder;  ///< a data: address; may be empty
    std::string source;       ///< its address on the site that it was imported from; empty: none
    base::Time created_at;
    std::string created_by;
    friend bool operator==(const Medium&, const Medium&) = default;
};

/// Changes of a medium; members that are not set stay unchanged.
struct MediumChange {
    std::optional<std::string> alt{};
    std::optional<std::string> caption{};
    std::optional<std::string> credit{};
    std::optional<std::string> copyright{};
    std::optional<std::optional<FocalPoint>> focal_point{};
};

/// Selects media, newest first.
struct MediaQuery {
    std::vector<std::string> words{};  ///< each must occur in name, alt, caption, credit or copyright; at most 4 are used
    std::string type;                  ///< "image", "audio" or "application"; empty: all
    std::int64_t limit = 20;           ///< 1..100
    base::MediumId before{};           ///< only those with a lower id; 0: from the start
};

/// A medium with the number of stories that use it.
struct CountedMedium {
    Medium medium;
    std::int64_t used_by = 0;
};

/// A file that no medium uses any more.
struct GoneFile {
    bool original = false;
    std::string hash;
    std::string content_type;
};

/// A position in the log of views: what a snapshot saw, in one run of one server.
struct ViewCursor {
    std::string snapshot{};
    std::string run{};
};

/// Views to add for one story in one hour. Hours, here and below, are those of base::ZoneHours in the site's time zone.
struct ViewCount {
    base::StoryId story;
    std::int64_t hour = 0;
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
    std::int64_t hour = 0;
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
    std::int64_t since = 0;           ///< the first hour with known referrers
    std::int64_t direct = 0;          ///< from unknown places
    std::int64_t within = 0;          ///< from the site's own pages
    std::vector<ReferrerSum> listed;  ///< most views first
    std::int64_t others = 0;          ///< number of hosts that are not listed
    std::int64_t others_views = 0;    ///< their views, and those of hosts that were not counted separately
};

/// The views of the whole site in a span of hours. Views are counted for the sections that their stories had at that
/// time. A story with several authors counts for each of them.
struct Numbers {
    std::map<std::int64_t, ViewSum> hours;  ///< hours with views only
    std::vector<NamedSum> sections;         ///< most viewed first, as the next two
    std::vector<NamedSum> languages;
    std::vector<NamedSum> authors;
    ReferrerSums referrers;
};

/// The same for one story.
struct StoryNumbers {
    std::map<std::int64_t, ViewSum> hours;
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
    // The next four are for the newsroom. With them, a list of any status is ordered by the last save.
    std::string words;  ///< only headlines with words that begin with each of these
    std::string owner;  ///< who created it
    std::string assignee;
    bool with_draft = false;  ///< only stories with a draft of changes
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
