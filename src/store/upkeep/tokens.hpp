// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the people and tokens of a site, as the hashes that are kept of them, and the audit log to where another database keeps its own.
// Thread: one.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "settings/settings.hpp"

namespace stoppress::store {

/// Tokens that `to` lacks; people and audit log where it has none. Nothing is to be done where both keep them in the same place.
base::Result<void> copy_tokens(const settings::Settings& from, const settings::Settings& to, const base::Clock& clock);

}  // namespace stoppress::store
