// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the table `story_template`. Shared by reading and writing.
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <optional>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/sql/session.hpp"
#include "store/templates/records.hpp"

namespace stoppress::store {

/// From a row with the columns of template.list.
[[nodiscard]] StoryTemplate template_head_in(const Query& row);
/// With the slugs that were saved. Nothing if there is none. Fails with `corrupt` if its body cannot be read.
[[nodiscard]] base::Result<std::optional<StoryTemplate>> find_template(Session& session, base::TemplateId id);

}  // namespace stoppress::store
