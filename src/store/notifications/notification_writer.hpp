// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps notifications, in the transaction of what they tell of.
// Flow:   Writer -> WriteTransaction -> NotificationWriter; at the commit, other nodes' change followers hear of it
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/notifications/records.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class NotificationWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit NotificationWriter(const WriteTransaction& transaction);

    /// Tells each of `people` once who wants to hear of that kind, and is not `event.by`. Of each person the latest
    /// kMaxNotifications are kept. Returns those who were told. The story must exist.
    base::Result<std::vector<std::string>> tell(const Event& event, std::span<const std::string> people);
    /// Numbers that are not this person's are ignored, as are read ones.
    base::Result<void> mark_read(const std::string& who, std::span<const std::int64_t> numbers);
    /// Everything up to that number that the person may see: the rest may come back, and is new then.
    base::Result<void> mark_read_through(const Recipient& recipient, std::int64_t number);
    /// Kinds of which this person is told no more.
    base::Result<void> choose(const std::string& who, const std::set<NotificationKind>& unwanted);
    /// Deletes at most kNotificationsDeletedAtOnce of those older than kNotificationsKept; returns how many.
    base::Result<std::int64_t> delete_expired();
    /// Deletes everything of this person.
    base::Result<void> forget(const std::string& who);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
