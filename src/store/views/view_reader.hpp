// SPDX-License-Identifier: GPL-3.0-or-later
// Views of stories, and what counting and ranking need at their start. Hours are those of base::ZoneHours in the site's time zone.
// Flow:   store -> ReadSnapshot -> ViewReader
// Thread: the snapshot's. Errors and ids without an object: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time/hour.hpp"
#include "base/time/time.hpp"
#include "store/views/records.hpp"
#include "story/story.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class ViewReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit ViewReader(const ReadSnapshot& snapshot);

    /// As of `now`.
    base::Result<std::vector<story::Views>> views(std::span<const base::StoryId> ids, base::Time now);
    /// Calls `each` with every stored hour from `first` to `last` inclusive, ordered by hour.
    base::Result<void> hours_between(base::Hour first, base::Hour last, const std::function<void(const ViewCount&)>& each);
    /// Calls `each` with every story's total (without an hour) and the facts that rankings need.
    base::Result<void> totals(const std::function<void(const ViewCount&, const RankingFacts&)>& each);
    /// Calls `each` with every count that is durable but not yet part of the hours and totals.
    base::Result<void> logged_views(const std::function<void(const ViewCount&)>& each);
    /// The facts that rankings need about these stories; stories that do not exist are left out.
    base::Result<std::vector<RankingFacts>> ranking_facts(std::span<const base::StoryId> ids);
    /// On a server: the position in the log of views up to which this snapshot sees it, for views_of_others() of a
    /// later one.
    base::Result<ViewCursor> view_cursor();
    /// On a server: calls `each` with every count that nodes other than `node` have logged and that was not visible at
    /// `cursor`. Returns the cursor for the next call. Fails with `stale` if `cursor` is from before a restart of the
    /// server, because transaction numbers cannot be compared across it.
    base::Result<ViewCursor> views_of_others(const ViewCursor& cursor, std::int64_t node,
                                             const std::function<void(const ViewCount&)>& each);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
