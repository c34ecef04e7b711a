// SPDX-License-Identifier: GPL-3.0-or-later
// People's own notifications: listed, counted, marked as read; which kinds they want.
// Thread: a reading thread.
#pragma once

#include "newsroom/api/call.hpp"

namespace stoppress::newsroom {

[[nodiscard]] base::Result<Answer> list_notifications(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Answer> count_notifications(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> read_notifications(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Answer> get_notification_choice(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> put_notification_choice(const Call& call, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
