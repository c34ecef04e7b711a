// SPDX-License-Identifier: GPL-3.0-or-later
// Notifications of people, what they do not want to hear of, and whom a story concerns.
// Flow:   store -> ReadSnapshot -> NotificationReader -> newsroom
// Thread: the snapshot's. Errors: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/notifications/records.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;
class Session;

enum class Which : std::uint8_t { all, unread };

class NotificationReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit NotificationReader(const ReadSnapshot& snapshot);

    /// At most `limit` notifications with numbers below `before`, latest first: only about stories that the person may
    /// see now, and that are not in the trash.
    base::Result<std::vector<Notification>> list(const Recipient& recipient, Which which, std::int64_t before, std::int64_t limit);
    /// How many of them are unread.
    base::Result<std::int64_t> count_unread(const Recipient& recipient);
    base::Result<std::set<NotificationKind>> unwanted(std::string_view who);
    /// Who works on the story: its owner, its assignee, and the accounts of its authors, which may be nobody's. Empty if
    /// there is no such story.
    base::Result<std::vector<std::string>> people_of(base::StoryId story);
    base::Result<std::vector<std::string>> note_writers(base::StoryId story);
    /// Everybody who has notifications, or has chosen among their kinds.
    base::Result<std::vector<std::string>> names();

private:
    ReaderSession& session_;
};

// For the change follower. Both throw what Session throws.

/// The number of the latest notification of all people, deleted ones included.
[[nodiscard]] std::int64_t last_notification(Session& session);
/// Whose notifications have a number above `number`.
[[nodiscard]] std::vector<std::string> told_after(Session& session, std::int64_t number);

}  // namespace stoppress::store
