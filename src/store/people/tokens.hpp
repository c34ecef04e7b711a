// SPDX-License-Identifier: GPL-3.0-or-later
// Copies the people and tokens of a site (their stored hashes) and the audit log to another credentials database.
// Thread: one.
#pragma once

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "settings/settings.hpp"

namespace stoppress::store {

/// Copies tokens that `to` lacks, and people and audit log if it has none. Does nothing if both use the same database.
base::Result<void> copy_tokens(const settings::Settings& from, const settings::Settings& to, const base::Clock& clock);

}  // namespace stoppress::store
