// SPDX-License-Identifier: GPL-3.0-or-later
// The ranked lists of all windows for the site, each section and each language, and the snapshots made of them.
// Flow:   StorySums -> RankingLists -> Ranking -> boxes
// Thread: the counting thread; the snapshots are immutable and may be used by any.
#pragma once

#include <array>
#include <compare>
#include <map>
#include <memory>
#include <vector>

#include "readership/ranking/ranking.hpp"
#include "readership/ranking/story_sums.hpp"
#include "readership/ranking/top_list.hpp"

namespace stoppress::readership {

class RankingLists {
public:
    /// Builds all lists from scratch.
    void rebuild(const StorySums& sums);
    /// Applies the touched stories of `sums`, which may then be forgotten.
    void update(const StorySums& sums);
    /// The current lists; nullptr if they equal the last snapshot.
    std::shared_ptr<const Ranking> snapshot(const StorySums& sums);

private:
    /// The whole site, a section, or a language.
    struct ScopeKey {
        enum class Kind : std::uint8_t { site, section, language };
        Kind kind = Kind::site;
        std::int64_t number = 0;
        friend auto operator<=>(const ScopeKey&, const ScopeKey&) = default;
    };
    /// The scopes of a story when the lists were last made.
    struct Placed {
        base::SectionId section;
        LanguageIndex language = 0;
    };
    struct ScopeLists {
        std::array<TopList, kWindows.size()> lists{TopList{kWindows[0]}, TopList{kWindows[1]}, TopList{kWindows[2]}, TopList{kWindows[3]}};
        bool changed = true;
    };
    using Members = std::map<ScopeKey, std::vector<StoryIndex>>;
    class Snapshot;

    static void add_to_scopes(Members& members, const StorySum& sum, StoryIndex index);
    static std::vector<StoryIndex> members_of(const StorySums& sums, const ScopeKey& key);
    void place(const StorySum& sum, StoryIndex index, Members& members);

    std::map<ScopeKey, ScopeLists> scopes_;
    std::vector<Placed> placed_;  ///< by StoryIndex
    std::shared_ptr<const Snapshot> last_;
};

}  // namespace stoppress::readership
