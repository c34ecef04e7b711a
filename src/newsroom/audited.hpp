// SPDX-License-Identifier: GPL-3.0-or-later
// Which changes to stories and lists are noted in the audit log, under which name. What changes people, tokens and sessions is noted with
// the change itself, by the store.
// Thread: any.
#pragma once

#include <optional>
#include <string_view>

#include "newsroom/routes.hpp"

namespace stoppress::newsroom {

/// The note for a call that is carried out; nothing where it is none that is noted: saving one's own draft is in its revisions.
[[nodiscard]] std::optional<store::AuditEvent> note_of(const Route& route, const Call& call);

}  // namespace stoppress::newsroom
