// SPDX-License-Identifier: GPL-3.0-or-later
// Which changes of stories and lists are recorded in the audit log, and under which name. Changes of people, tokens and
// sessions are recorded by the store itself.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "newsroom/api/routes.hpp"
#include "store/site/audit_event.hpp"

namespace stoppress::newsroom {

/// The entry for a call; nothing if it is not recorded: saves of one's own draft are in its revisions.
[[nodiscard]] std::optional<store::AuditEvent> audit_event_of(const Route& route, const Call& call);

}  // namespace stoppress::newsroom
