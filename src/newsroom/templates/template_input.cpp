// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/templates/template_input.hpp"

#include <array>

#include "newsroom/limits.hpp"

namespace stoppress::newsroom {

base::Result<TemplateInput> read_template(std::string_view body, TemplateName name) {
    constexpr std::array<std::string_view, 4> kOfOneStory{"slug", "authors", "lead_image", "translation_key"};
    ParsedJson parsed = parse_json(body);
    if (!parsed.bad.empty()) {
        return base::fail(base::ErrorCode::malformed, parsed.bad);
    }
    TemplateInput input;
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    input.name = reader.text("name", kMaxTemplateName);
    if ((name == TemplateName::needed && !reader.has("name")) || (input.name && input.name->empty())) {
        reader.missing("name");
    }
    for (const auto field : kOfOneStory) {
        if (reader.any(field) != nullptr) {
            reader.refuse(field, "belongs to one story: a template does not have it");
        }
    }
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    parsed.value.get_object().erase("name");
    TRY(input.story_fields, read_story(parsed.value, Headline::unchecked));
    return input;
}

}  // namespace stoppress::newsroom
