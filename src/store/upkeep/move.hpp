// SPDX-License-Identifier: GPL-3.0-or-later
// Takes a site from one database to another, and does not call it done before both hold the same.
// Thread: one.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "settings/settings.hpp"
#include "store/upkeep/copy.hpp"

namespace stoppress::store {

/// From the database of `from` to that of `to`, tokens included. `to` has to be empty, or the beginning of the same move: that goes on
/// where it was interrupted. The site must not be served meanwhile; where it was changed, both differ, and that is `conflict`.
base::Result<void> move_site(const settings::Settings& from, const settings::Settings& to, const base::Clock& clock, const Copied& copied);

}  // namespace stoppress::store
