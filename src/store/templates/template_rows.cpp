// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/templates/template_rows.hpp"

#include <utility>

#include <fmt/format.h>

#include "document/convert.hpp"
#include "store/slug_list.hpp"
#include "store/stories/story_row.hpp"

namespace stoppress::store {

StoryTemplate template_head_in(const Query& row) {
    StoryTemplate found;
    found.id = {row.integer("id")};
    found.version = row.integer("version");
    found.name = row.text("name");
    found.saved_at = base::from_milliseconds(row.integer("saved_at"));
    found.saved_by = row.text("saved_by");
    if (const auto at = row.optional_integer("deleted_at")) {
        found.deleted_at = base::from_milliseconds(*at);
    }
    found.deleted_by = row.text("deleted_by");
    found.content.kind = parse_kind(row.text("kind"));
    found.content.headline = row.text("headline");
    found.content.language = row.text("language");
    found.content.language_named = true;
    return found;
}

base::Result<std::optional<StoryTemplate>> find_template(Session& session, base::TemplateId id) {
    auto row = session.query("template.get");
    if (!row.set("id", id.value).one()) {
        return std::optional<StoryTemplate>{};
    }
    auto found = template_head_in(row);
    auto body = document::from_json(row.text("body"));
    if (!body.has_value()) {
        return base::fail(base::ErrorCode::corrupt,
                          fmt::format("The body of the template {} cannot be read; run `stoppress check`.", id.value));
    }
    found.content.standfirst = row.text("standfirst");
    found.content.body = std::move(*body);
    found.content.section = row.text("section");
    found.content.topics = split_words(row.text("topics"));
    return std::optional(std::move(found));
}

}  // namespace stoppress::store
