// SPDX-License-Identifier: GPL-3.0-or-later
// Views that are durable and not yet added up: a large batch is kept as one row of text, and many batches are added up in one go.
// Flow:   WriteTransaction::log_views -> view_log -> fold -> view_hour, view_total, site and referrer sums; ReadSnapshot::views looks at
// both Thread: that of the session.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/records.hpp"
#include "store/sql/session.hpp"
#include "store/writing/node.hpp"

namespace stoppress::store {

/// One batch as text: "@HOUR STORY:VIEWS STORY:VIEWS:ROBOTS …".
[[nodiscard]] std::string write_view_log(std::span<const ViewCount> counts);
/// Calls `each` with every count of the text; `corrupt` where it cannot be read.
base::Result<void> read_view_log(std::string_view text, const std::function<void(const ViewCount&)>& each);

/// Where a batch's readers came from as text: "@HOUR STORY:VIEWS:HOST STORY:VIEWS:HOST …".
[[nodiscard]] std::string write_referrer_log(std::span<const ReferrerCount> referrers);
/// Likewise; `corrupt` also where a host is none.
base::Result<void> read_referrer_log(std::string_view text, const std::function<void(const ReferrerCount&)>& each);

/// Calls `each` with every count that is not yet added up, and `referrer` with where its readers came from.
base::Result<void> each_logged_view(Session& session, const std::function<void(const ViewCount&)>& each,
                                    const std::function<void(const ReferrerCount&)>& referrer = {});
/// On a server: calls `each` with every count that nodes other than `node` have logged and that could not be seen at `cursor`.
base::Result<void> each_view_of_others(Session& session, const std::string& cursor, std::int64_t node,
                                       const std::function<void(const ViewCount&)>& each);
/// Logs a batch; `node` counted it, where the database is a server's.
void append_view_log(Session& session, const Node* node, base::Time now, std::span<const ViewCount> counts,
                     std::span<const ReferrerCount> referrers);
/// Adds counts to hours, totals and the whole site's sums. `not_found` where a story does not exist.
base::Result<void> add_view_counts(Session& session, std::span<const ViewCount> counts, std::span<const ReferrerCount> referrers);
/// Adds up what is logged, so that it is logged no more; within a transaction that has its turn.
base::Result<void> fold_view_log(Session& session, base::Time now);

}  // namespace stoppress::store
