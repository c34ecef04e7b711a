// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/views/view_writer.hpp"

#include <fmt/format.h>

#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "store/views/ranking_facts.hpp"
#include "store/views/referrer_sums.hpp"
#include "store/views/view_log.hpp"

namespace stoppress::store {

ViewWriter::ViewWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<void> ViewWriter::add_views(std::span<const ViewCount> counts, std::span<const ReferrerCount> referrers) {
    if (session_.node() != nullptr) {
        // Nodes do not wait for each other to count: the one whose turn it is adds to the sums.
        for (const auto& count : counts) {
            TRY_VOID(ranking_facts(count.story));
        }
        return log_views(counts, referrers);
    }
    return guarded([&] { return add_view_counts(session_.session(), counts, referrers); });
}

base::Result<void> ViewWriter::log_views(std::span<const ViewCount> counts, std::span<const ReferrerCount> referrers) {
    return guarded([&]() -> base::Result<void> {
        append_view_log(session_.session(), session_.node(), session_.now(), counts, referrers);
        return {};
    });
}

base::Result<void> ViewWriter::fold_views() {
    return guarded([&] { return fold_view_log(session_.session(), session_.now()); });
}

base::Result<void> ViewWriter::know_referrers_from(base::Hour first) {
    return guarded([&]() -> base::Result<void> {
        note_referrers_from(session_.session(), first);
        return {};
    });
}

base::Result<RankingFacts> ViewWriter::ranking_facts(base::StoryId id) {
    return guarded([&]() -> base::Result<RankingFacts> {
        auto facts = find_ranking_facts(session_.session(), id);
        if (!facts) {
            return base::fail(base::ErrorCode::not_found, fmt::format("There is no story {}.", id.value));
        }
        return std::move(*facts);
    });
}

}  // namespace stoppress::store
