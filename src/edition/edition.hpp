// SPDX-License-Identifier: GPL-3.0-or-later
// Everything published, as one immutable state identified by its number in the change log. It holds only what appears
// on every page; the rest is read from the store when a page is made.
// Flow:   store -> Edition -> press
// Thread: any; immutable.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/addresses/records.hpp"
#include "store/front/records.hpp"
#include "store/transaction/tags.hpp"
#include "story/story.hpp"

namespace stoppress::store {
class ReadSnapshot;
}  // namespace stoppress::store

namespace stoppress::edition {

/// One line of text on top of every page.
struct BreakingLine {
    std::string text;
    std::string url{};                  ///< path of the story that it links to; empty: none
    std::string language{};             ///< of that story; empty: not known
    std::optional<base::Time> until{};  ///< it ends by itself then
    friend bool operator==(const BreakingLine&, const BreakingLine&) = default;
};

struct Edition {
    base::ChangeNumber number = 0;
    /// Newest articles first: one more than New Articles shows, because a story's page leaves out that story.
    std::vector<story::Card> newest;
    std::optional<BreakingLine> breaking{};  ///< also after its end: the desk knows the time
};

/// The next edition, and what changed since the previous one.
struct Advance {
    std::shared_ptr<const Edition> edition;
    store::Tags tags;
    store::LivePaths paths;  ///< paths that may be live from now on
};

/// The line with its story's address, if readers can find the story.
base::Result<BreakingLine> breaking_line(store::ReadSnapshot& snapshot, const store::BreakingLine& line);

/// How many changes are read at once while catching up.
inline constexpr std::int64_t kChangesAtOnce = 1000;

/// The current edition, made from scratch.
base::Result<std::shared_ptr<const Edition>> first_edition(store::ReadSnapshot& snapshot, std::size_t newest_length);

/// The same edition with the list of newest articles read again from the snapshot.
base::Result<std::shared_ptr<const Edition>> with_newest(const Edition& edition, store::ReadSnapshot& snapshot, std::size_t newest_length);

/// The edition of the snapshot's state, made from `previous` and the change log. The cost depends on the
/// number of changes.
base::Result<Advance> next_edition(const Edition& previous, store::ReadSnapshot& snapshot, std::size_t newest_length);

}  // namespace stoppress::edition
