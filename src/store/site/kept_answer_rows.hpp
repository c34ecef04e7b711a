// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the table kept_answer, which exists in the site's database and in the credentials database.
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <optional>

#include "store/site/kept_answer.hpp"
#include "store/sql/query.hpp"

namespace stoppress::store {

/// Runs kept_answer.find.
[[nodiscard]] std::optional<KeptAnswer> find_kept_answer(Query query, const std::string& key, base::Time now);
/// Runs kept_answer.put. Replaces an expired answer with the same key.
void put_kept_answer(Query query, const KeptAnswer& answer);
/// Runs kept_answer.use.
[[nodiscard]] KeptAnswers count_kept_answers(Query query, const std::string& who, base::Time now);
/// Runs kept_answer.sweep: deletes some of the expired answers and returns how many.
std::int64_t sweep_kept_answers(Query query, base::Time now);

}  // namespace stoppress::store
