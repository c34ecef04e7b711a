// SPDX-License-Identifier: GPL-3.0-or-later
// What a theme must provide however it looks: the places of the boxes, and attributes that readers' tools depend on.
// Flow:   Theme::load -> check_promises
// Thread: any; a pure function.
#pragma once

#include "base/result.hpp"
#include "render/theme/theme.hpp"

namespace stoppress::render {

/// Renders the sample pages and looks for them. Fails with `invalid`, naming the template and what is missing.
[[nodiscard]] base::Result<void> check_promises(const Theme& theme);

}  // namespace stoppress::render
