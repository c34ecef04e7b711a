// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "store/notifications/records.hpp"

namespace stoppress::store {

std::string_view to_string(NotificationKind kind) {
    switch (kind) {
        case NotificationKind::submitted:
            return "submitted";
        case NotificationKind::proposed:
            return "proposed";
        case NotificationKind::sent_back:
            return "sent_back";
        case NotificationKind::note:
            return "note";
        case NotificationKind::mention:
            return "mention";
        case NotificationKind::assigned:
            return "assigned";
        case NotificationKind::published:
            return "published";
        case NotificationKind::corrected:
            return "corrected";
        case NotificationKind::proposal_taken:
            return "proposal_taken";
        case NotificationKind::proposal_sent_back:
            return "proposal_sent_back";
    }
    return "";
}

std::optional<NotificationKind> parse_notification_kind(std::string_view text) {
    const auto* const found = std::ranges::find(kNotificationKinds, text, [](NotificationKind kind) { return to_string(kind); });
    return found == kNotificationKinds.end() ? std::nullopt : std::optional(*found);
}

}  // namespace stoppress::store
