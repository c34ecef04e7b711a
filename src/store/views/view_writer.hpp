// SPDX-License-Identifier: GPL-3.0-or-later
// Adds views. Hours are those of base::ZoneHours in the site's time zone.
// Flow:   Writer -> WriteTransaction -> ViewWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <span>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/views/records.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class ViewWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit ViewWriter(const WriteTransaction& transaction);

    /// Adds views to hours, totals and referrers. Fails with `not_found`, adding nothing, if a story of the batch does
    /// not exist.
    base::Result<void> add_views(std::span<const ViewCount> counts, std::span<const ReferrerCount> referrers = {});
    /// The same for a large batch at a tenth of the cost: durable with the commit and included in a story's `views` at
    /// once, but in lists by views only after the next fold_views(). All its stories must exist.
    base::Result<void> log_views(std::span<const ViewCount> counts, std::span<const ReferrerCount> referrers = {});
    /// Adds logged views to the sums.
    base::Result<void> fold_views();
    /// Declares that referrers are known from the hour `first` on. Call it before adding views to hours earlier than
    /// any that the site has counted. Does nothing if an earlier hour was declared.
    base::Result<void> know_referrers_from(base::Hour first);
    base::Result<RankingFacts> ranking_facts(base::StoryId id);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
