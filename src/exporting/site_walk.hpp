// SPDX-License-Identifier: GPL-3.0-or-later
// Everything of a site that other systems have a place for, from one snapshot, one story at a time.
// Flow:   ReadSnapshot -> SiteWalk -> a format's files
// Thread: the snapshot's.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/addresses/records.hpp"
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

/// Addresses that lead to another one.
struct Redirects {
    std::map<base::StoryId, std::vector<std::string>> former;  ///< of published stories: their former addresses
    std::vector<store::Redirect> others;
};

struct WalkedStory {
    story::Story story;
    std::string feed_id;                           ///< of a published article
    std::vector<store::Correction> corrections;    ///< oldest first
    std::vector<store::Translation> translations;  ///< published ones
};

/// Which sections, topics and authors.
enum class Names : std::uint8_t { all, public_ones };

struct Overview {
    std::uint64_t stories = 0;  ///< that each_story() visits
    base::StoryId last_story;   ///< none has a higher id
    bool one_language = true;   ///< all are in the same
};

/// The address of a published story. Fails with `not_found` if there is none.
base::Result<std::string> address_of(store::ReadSnapshot& snapshot, base::StoryId id);

class SiteWalk {
public:
    /// Refers to the snapshot.
    explicit SiteWalk(store::ReadSnapshot& snapshot) : snapshot_(snapshot) {}

    base::Result<Filing> filing(Names which);
    base::Result<Redirects> redirects();
    base::Result<Overview> overview();
    /// Every story that is not in the trash, in no order; ends at the first error of `visit`.
    base::Result<void> each_story(const std::function<base::Result<void>(WalkedStory)>& visit);

private:
    base::Result<void> each_page(const std::function<base::Result<void>(const std::vector<story::Story>&)>& visit);
    base::Result<WalkedStory> walked(base::StoryId id);

    store::ReadSnapshot& snapshot_;
};

}  // namespace stoppress::exporting
