// SPDX-License-Identifier: GPL-3.0-or-later
// A story template as sent to the API: its name, and the fields of a story that a template has.
// Thread: any but a loop's, because a body of some MiB takes long; no I/O.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "newsroom/stories/story_input.hpp"

namespace stoppress::newsroom {

struct TemplateInput {
    std::optional<std::string> name;
    StoryInput story_fields;
};

enum class TemplateName : std::uint8_t {
    needed,
    optional  ///< not empty, if it is present
};

/// Fails with `malformed` if the body is not a JSON object, `invalid` with every refused field. Slug, byline, lead image and translations belong
/// to one story: they are refused.
[[nodiscard]] base::Result<TemplateInput> read_template(std::string_view body, TemplateName name);

}  // namespace stoppress::newsroom
