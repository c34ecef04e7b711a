// SPDX-License-Identifier: GPL-3.0-or-later
// Views that are durable but not yet added to the sums: a large batch is stored as one row of text, and many batches
// are added at once.
// Flow:   ViewWriter::log_views -> view_log -> fold -> view_hour, view_total, site and referrer sums;
//         ViewReader::views reads both
// Thread: the Session's.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "store/sql/session.hpp"
#include "store/transaction/node.hpp"
#include "store/views/records.hpp"

namespace stoppress::store {

/// One batch as text: "@HOUR STORY:VIEWS STORY:VIEWS:ROBOTS …".
[[nodiscard]] std::string write_view_log(std::span<const ViewCount> counts);
/// Calls `each` with every count of the text. Fails with `corrupt` if it is malformed.
base::Result<void> read_view_log(std::string_view text, const std::function<void(const ViewCount&)>& each);

/// The referrers of a batch as text: "@HOUR STORY:VIEWS:HOST STORY:VIEWS:HOST …".
[[nodiscard]] std::string write_referrer_log(std::span<const ReferrerCount> referrers);
/// The same for referrers; also fails with `corrupt` if a host is not valid.
base::Result<void> read_referrer_log(std::string_view text, const std::function<void(const ReferrerCount&)>& each);

/// One batch as it is stored.
struct LoggedBatch {
    std::int64_t number = 0;
    std::string counts;     ///< for read_view_log()
    std::string referrers;  ///< for read_referrer_log()
};
/// Calls `each` with every batch that is not in the sums yet, without reading its text.
void each_logged_batch(Session& session, const std::function<void(const LoggedBatch&)>& each);
/// Calls `each` with every count that is not in the sums yet, and `referrer` with its referrers.
base::Result<void> each_logged_view(Session& session, const std::function<void(const ViewCount&)>& each,
                                    const std::function<void(const ReferrerCount&)>& referrer = {});
/// On a server: calls `each` with every count that nodes other than `node` have logged and that was not
/// visible at `cursor`.
base::Result<void> each_view_of_others(Session& session, const std::string& cursor, std::int64_t node,
                                       const std::function<void(const ViewCount&)>& each);
/// Logs a batch; `node`: the one that counted it, if the database is on a server.
void append_view_log(Session& session, const Node* node, base::Time now, std::span<const ViewCount> counts,
                     std::span<const ReferrerCount> referrers);
/// Adds counts to hours, totals and site-wide sums. Fails with `not_found` if a story does not exist.
base::Result<void> add_view_counts(Session& session, std::span<const ViewCount> counts, std::span<const ReferrerCount> referrers);
/// Adds everything logged to the sums and removes it from the log. Call it inside a transaction after take_turn().
base::Result<void> fold_view_log(Session& session, base::Time now);

}  // namespace stoppress::store
