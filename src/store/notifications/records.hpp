// SPDX-License-Identifier: GPL-3.0-or-later
// What people of the newsroom are told about stories.
// Thread: plain data and pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time/time.hpp"

namespace stoppress::store {

enum class NotificationKind : std::uint8_t {
    submitted,           ///< a story was handed in for review
    proposed,            ///< a change or correction of a published story was proposed
    sent_back,           ///< by an editor, before publication
    note,                ///< a note to colleagues was written
    mention,             ///< a note names the person
    assigned,            ///< to the person
    published,           ///< by somebody else, or when it was due
    corrected,           ///< a correction for readers was added
    proposal_taken,      ///< the person's proposal was published
    proposal_sent_back,  ///< the person's proposal was sent back
};

/// In the order in which people choose among them.
inline constexpr std::array kNotificationKinds{
    NotificationKind::mention,   NotificationKind::note,      NotificationKind::assigned,       NotificationKind::sent_back,
    NotificationKind::published, NotificationKind::corrected, NotificationKind::proposal_taken, NotificationKind::proposal_sent_back,
    NotificationKind::submitted, NotificationKind::proposed};

[[nodiscard]] std::string_view to_string(NotificationKind kind);
/// Nothing if it is none of them.
[[nodiscard]] std::optional<NotificationKind> parse_notification_kind(std::string_view text);

/// What happened, before it is known who is told of it.
struct Event {
    NotificationKind kind = NotificationKind::note;
    base::StoryId story;
    std::int64_t note = 0;  ///< the number of one of the story's notes; 0: none
    std::string by{};       ///< who did it; empty: the program itself
};

/// One person's notification.
struct Notification {
    std::int64_t number = 0;  ///< grows with time
    base::Time at;
    NotificationKind kind = NotificationKind::note;
    base::StoryId story;
    std::int64_t note = 0;
    std::string by;
    std::optional<base::Time> read_at;
    std::string headline;  ///< of the story, as it is now; may be empty
};

/// Whose notifications, and what this person may see.
struct Recipient {
    std::string name;
    bool sees_all = false;  ///< else only the stories that they created or have to do
};

}  // namespace stoppress::store
