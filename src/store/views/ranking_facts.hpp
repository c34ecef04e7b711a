// SPDX-License-Identifier: GPL-3.0-or-later
// What rankings need to know about a story, from its row. Shared by reading and writing.
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <optional>

#include "base/ids.hpp"
#include "store/sql/session.hpp"
#include "store/views/records.hpp"

namespace stoppress::store {

[[nodiscard]] std::optional<RankingFacts> find_ranking_facts(Session& session, base::StoryId id);
/// The facts in a row with the columns section_id, language, status, kind, published_at.
[[nodiscard]] RankingFacts ranking_facts_in(const Query& row, base::StoryId id);

}  // namespace stoppress::store
