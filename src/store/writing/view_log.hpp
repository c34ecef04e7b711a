// SPDX-License-Identifier: GPL-3.0-or-later
// Views that are durable and not yet added up: a large batch is kept as one row of text, and many batches are added up in one go.
// Flow:   WriteTransaction::log_views -> view_log -> fold -> view_hour, view_total; ReadSnapshot::views looks at both
// Thread: that of the session.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "base/result.hpp"
#include "store/records.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

/// One batch as text: "@HOUR STORY:VIEWS STORY:VIEWS:ROBOTS …".
[[nodiscard]] std::string write_view_log(std::span<const ViewCount> counts);
/// Calls `each` with every count of the text; `corrupt` where it cannot be read.
base::Result<void> read_view_log(std::string_view text, const std::function<void(const ViewCount&)>& each);

/// Calls `each` with every count that is not yet added up. Returns the last row's number, 0 where there is none.
base::Result<std::int64_t> each_logged_view(Session& session, const std::function<void(const ViewCount&)>& each);
/// Adds counts to hours and totals. `not_found` where a story does not exist.
base::Result<void> add_view_counts(Session& session, std::span<const ViewCount> counts);
/// Adds up what is logged and empties the log; within a transaction.
base::Result<void> fold_view_log(Session& session);

}  // namespace stoppress::store
