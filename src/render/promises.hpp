// SPDX-License-Identifier: GPL-3.0-or-later
// What a theme must keep however it looks: the places of the boxes, and the attributes that readers' tools rely on.
// Flow: Theme::load -> check_promises
#pragma once

#include "base/result.hpp"
#include "render/theme.hpp"

namespace stoppress::render {

/// Renders the sample pages and looks for them. Fails (invalid), naming the template and what it lacks.
[[nodiscard]] base::Result<void> check_promises(const Theme& theme);

}  // namespace stoppress::render
