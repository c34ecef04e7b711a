// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/trash/trash_answer.hpp"

#include <fmt/format.h>

#include "store/limits.hpp"

namespace stoppress::newsroom {

void write_trash_entry(JsonWriter& json, const store::TrashEntry& entry) {
    json.begin_object();
    json.key("number").number(entry.number);
    json.key("kind").text(store::to_string(entry.kind));
    json.key("id").number(entry.item);
    json.key("name").text(entry.name);
    json.key("slug").text_or_null(entry.slug);
    json.key("owner").text_or_null(entry.owner);
    json.key("deleted_at").time(entry.at);
    json.key("deleted_by").text(entry.by);
    json.key("removed_at").time(entry.at + store::kTrashKept);
    json.end_object();
}

std::string trash_subject(const store::TrashEntry& entry) {
    using Kind = store::TrashKind;
    switch (entry.kind) {
        case Kind::story:
            return fmt::format("story {}", entry.item);
        case Kind::medium:
            return fmt::format("file {}", entry.item);
        case Kind::section:
        case Kind::topic:
        case Kind::author:
            break;
    }
    return fmt::format("{} {}", store::to_string(entry.kind), entry.slug);
}

}  // namespace stoppress::newsroom
