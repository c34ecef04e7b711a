// SPDX-License-Identifier: GPL-3.0-or-later
// Everything of a site that other systems have a place for, from one snapshot, one story at a time.
// Flow:   ReadSnapshot -> SiteWalk -> a format's files
// Thread: the snapshot's.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/addresses/records.hpp"
#include "store/comments/records.hpp"
#include "store/editing/corrections.hpp"
#include "store/filing/records.hpp"
#include "store/stories/records.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "story/story.hpp"

namespace stoppress::exporting {

struct Filing {
    std::vector<store::Section> sections;
    std::vector<store::Topic> topics;
    std::vector<store::Author> authors;
};

struct FormerAddresses {
    std::string address;  ///< the current one
    std::vector<std::string> paths;
};

/// Addresses that lead to another one.
struct Redirects {
    std::map<base::StoryId, FormerAddresses> stories;       ///< of published stories
    std::map<std::string, std::vector<std::string>> names;  ///< by the address of a section, topic or author: its former slugs and aliases
    std::vector<store::Redirect> others;
};

struct WalkedStory {
    story::Story story;
    bool draft_unreadable = false;                 ///< `story` is what was last saved instead
    std::string feed_id;                           ///< of a published article
    std::vector<store::Correction> corrections;    ///< oldest first
    std::vector<store::Translation> translations;  ///< published ones
    std::vector<store::Comment> comments;          ///< of an earlier site, hidden ones, too
};

/// Which sections, topics and authors.
enum class Names : std::uint8_t { all, public_ones };

struct Overview {
    std::uint64_t stories = 0;  ///< that each_story() visits
    base::StoryId last_story;   ///< none has a higher id
    bool one_language = true;   ///< all are in the site's
};

class SiteWalk {
public:
    /// Refers to the snapshot. All functions end with `unavailable` soon after `interrupted` is true.
    SiteWalk(store::ReadSnapshot& snapshot, std::function<bool()> interrupted)
        : snapshot_(snapshot), interrupted_(std::move(interrupted)) {}

    base::Result<Filing> filing(Names which);
    base::Result<Redirects> redirects();
    base::Result<Overview> overview(const std::string& site_language);
    /// Every story that is not in the trash, without bodies, some at a time and in no order; ends at the first error of `visit`.
    base::Result<void> each_page(const std::function<base::Result<void>(const std::vector<story::Story>&)>& visit);
    /// The same, each whole.
    base::Result<void> each_story(const std::function<base::Result<void>(WalkedStory)>& visit);
    /// Fails if the run was interrupted.
    [[nodiscard]] base::Result<void> look() const;

private:
    base::Result<WalkedStory> walked(base::StoryId id);
    base::Result<void> take_draft(WalkedStory& walked);
    base::Result<std::vector<store::Translation>> translations_of(const story::Story& story);
    base::Result<void> add_names(Redirects& redirects);

    store::ReadSnapshot& snapshot_;
    std::function<bool()> interrupted_;
};

}  // namespace stoppress::exporting
