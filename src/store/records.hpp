// SPDX-License-Identifier: GPL-3.0-or-later
// What the store hands out besides story::Story and story::Card.
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
    std::int64_t stories = 0;   ///< published
    std::int64_t position = 0;  ///< in menus; those of one position by name
    bool chosen = false;        ///< an editor made or changed it by itself: readers may see it empty
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
    std::string slug;  ///< of the topic that went
    std::string name;
    std::string into_slug;  ///< of the one that stayed
    std::string into_name;
    std::int64_t stories = 0;  ///< that it moved, or that were about both
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

/// All that a story's page shows, from one state of the store.
struct PublishedStory {
    story::Card card;
    story::Kind kind = story::Kind::article;
    document::Document body;
    std::optional<Section> section;
    std::vector<Topic> topics;
    std::vector<Author> byline;
    std::vector<Translation> translations;  ///< the others, published ones only
    std::vector<Correction> corrections;    ///< in the order in which they were made
};

/// What stands at an address.
struct AddressEntry {
    enum class Kind : std::uint8_t { story, redirect, withdrawn };
    Kind kind = Kind::story;
    base::StoryId story;  ///< 0 for a redirect whose target is no story
    std::string target;   ///< of a redirect: the current path
};

/// An address that leads to another, and is no story's.
struct Redirect {
    std::string path;    ///< percent-encoded
    std::string target;  ///< a path of this site, or an https address
    friend bool operator==(const Redirect&, const Redirect&) = default;
};

/// A link of the menu that the newsroom chose.
struct MenuLink {
    std::string label;
    std::string address;  ///< a path of this site, or an https address
    friend bool operator==(const MenuLink&, const MenuLink&) = default;
};

/// What stands in the menu instead of the sections.
struct Menu {
    std::string language;  ///< of pages that have it; empty: all that have none of their own
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

/// Paths at which something may stand, percent-encoded as links have them.
struct LivePaths {
    std::vector<std::string> paths;
    base::StoryId last_story;  ///< no published story among them has a higher number
    bool whole = true;         ///< false: there may be others; read all of them
};

/// A file that readers get.
struct MediumFile {
    std::string hash;
    std::string content_type;
    std::int64_t width = 0;  ///< both 0: no picture
    std::int64_t height = 0;
    std::int64_t size = 0;  ///< in bytes
    friend bool operator==(const MediumFile&, const MediumFile&) = default;
};

/// What a crop keeps of a picture, in thousandths from its left and its top.
struct FocalPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
    friend bool operator==(const FocalPoint&, const FocalPoint&) = default;
};

/// A picture, a sound or a document that was taken in: what readers get of it, and what it was made of.
struct Medium {
    base::MediumId id;
    MediumFile file;                       ///< what links and previews get
    std::vector<MediumFile> renditions{};  ///< of a picture: others, by type and width
    std::string original;                  ///< the hash of what it was made of
    std::string original_type;             ///< and its type
    std::string file_name;                 ///< as it was called where it came from; names no file here
    std::string alt;
    std::string caption;  ///< plain text
    std::string credit;
    std::string copyright;
    std::optional<FocalPoint> focal_point{};
    std::string placeholder;  ///< a data: address; may be empty
    std::string source;       ///< its address where it came from; empty: it was nowhere else
    base::Time created_at;
    std::string created_by;
    friend bool operator==(const Medium&, const Medium&) = default;
};

/// What is to be changed about a medium; what is not set stays.
struct MediumChange {
    std::optional<std::string> alt{};
    std::optional<std::string> caption{};
    std::optional<std::string> credit{};
    std::optional<std::string> copyright{};
    std::optional<std::optional<FocalPoint>> focal_point{};
};

/// Which media, the newest first.
struct MediaQuery {
    std::vector<std::string> words{};  ///< each stands somewhere in name, alt, caption, credit or copyright; at most 4 count
    std::string type;                  ///< "image", "audio" or "application"; empty: all
    std::int64_t limit = 20;           ///< 1..100
    base::MediumId before{};           ///< those with a lower id; 0: from the start
};

/// A medium with how many stories name it.
struct CountedMedium {
    Medium medium;
    std::int64_t used_by = 0;
};

/// A file that no medium names any more.
struct GoneFile {
    bool original = false;
    std::string hash;
    std::string content_type;
};

/// Up to where the log of views is known: what a snapshot saw, of one run of one server.
struct ViewCursor {
    std::string snapshot{};
    std::string run{};
};

/// Views to be added: of one story in one hour. Hours, here and below, are those of base::ZoneHours in the site's time zone.
struct ViewCount {
    base::StoryId story;
    std::int64_t hour = 0;
    std::int64_t views = 0;
    std::int64_t robots = 0;
};

/// What a referrer is called that is no host; no host has these names.
inline constexpr std::string_view kWithinSite = ".";  ///< a page of the site itself
inline constexpr std::string_view kOtherSites = "*";  ///< hosts beyond those that are told apart

/// Views of one story in one hour by people who came from one host: lower case, without port and "www.". They are among the story's
/// ViewCount of that hour; what is left of that came from nowhere known.
struct ReferrerCount {
    base::StoryId story;
    std::int64_t hour = 0;
    std::string host;
    std::int64_t views = 0;
};

/// Views of people, and of known robots.
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

/// What a section, an author or a language was viewed.
struct NamedSum {
    std::string slug;  ///< empty: filed under no section; of a language its tag
    std::string name;
    ViewSum sum;
};

struct ReferrerSum {
    std::string host;
    std::int64_t views = 0;
};

/// Where the people came from who made a span's views. All of it together is what was viewed in the span from `since` on.
struct ReferrerSums {
    std::int64_t since = 0;           ///< the first hour that it was kept in
    std::int64_t direct = 0;          ///< from nowhere known
    std::int64_t within = 0;          ///< from the site's own pages
    std::vector<ReferrerSum> listed;  ///< most first
    std::int64_t others = 0;          ///< hosts that are not listed
    std::int64_t others_views = 0;    ///< and of those that were not told apart
};

/// What the whole site was viewed in a span of hours. Views stay where their stories were filed when they were added. A story of several
/// authors counts for each of them.
struct Numbers {
    std::map<std::int64_t, ViewSum> hours;  ///< those with views
    std::vector<NamedSum> sections;         ///< most viewed first, as the next two
    std::vector<NamedSum> languages;
    std::vector<NamedSum> authors;
    ReferrerSums referrers;
};

/// The same of one story.
struct StoryNumbers {
    std::map<std::int64_t, ViewSum> hours;
    ReferrerSums referrers;
};

/// What places a story in rankings.
struct RankingFacts {
    base::StoryId story;
    base::SectionId section;
    std::string language;
    bool published = false;
    story::Kind kind = story::Kind::article;  ///< a page's views count, but it is not ranked
    base::Time published_at;                  ///< the newer goes first among equals; of no meaning unless published
};

/// Orders of a list of stories, and how far it is narrowed. Slugs; empty: not narrowed.
struct StoryQuery {
    enum class Order : std::uint8_t { newest, most_viewed };
    Order order = Order::newest;
    story::Window window = story::Window::week;
    std::optional<base::Time> now;  ///< which `window` ends at; nothing: the system's clock
    std::string section;
    std::string topic;
    std::string author;
    std::string language;
    std::optional<story::Status> status = story::Status::published;  ///< nothing: any (newsroom)
    std::string own_of;  ///< where set: only unpublished stories saved first by this name or assigned to it, and published ones
    // These four are for the newsroom, and make a list of any status one of what was saved last.
    std::string words;  ///< headlines with words that begin with these
    std::string owner;  ///< who saved it first
    std::string assignee;
    bool with_draft = false;  ///< only those with a draft of changes
    /// Span of the time that the list is ordered by: publication where status is published, else the last save; with status scheduled a
    /// span makes the list a calendar, by the time when stories are due, first due first.
    std::optional<base::Time> from;
    std::optional<base::Time> until;
    std::int64_t limit = 20;  ///< 1..100
    std::string cursor;       ///< as given out with the previous page; empty: from the start
};

struct StoryList {
    std::vector<story::Story> stories;  ///< without bodies
    std::string next;                   ///< cursor; empty at the end
};

}  // namespace stoppress::store
