// SPDX-License-Identifier: GPL-3.0-or-later
// Moves a site from one database to another, and succeeds only if both then have the same content.
// Thread: one.
#pragma once

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "settings/settings.hpp"
#include "store/upkeep/copy.hpp"

namespace stoppress::store {

/// From the database of `from` to that of `to`, including tokens. `to` must be empty, or the target of the same
/// unfinished move, which then continues. The site must not be served meanwhile; if it was changed, the contents
/// differ, and it fails with `conflict`.
base::Result<void> move_site(const settings::Settings& from, const settings::Settings& to, const base::Clock& clock, const Copied& copied);

}  // namespace stoppress::store
