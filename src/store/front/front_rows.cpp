// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/front/front_rows.hpp"

namespace stoppress::store {

namespace {

std::optional<base::Time> time_in(const Query& row, std::string_view column) {
    const auto stored = row.optional_integer(column);
    return stored ? std::optional(base::from_milliseconds(*stored)) : std::nullopt;
}

}  // namespace

Front read_front(Session& session) {
    Front front;
    auto row = session.query("front.get");
    if (row.one()) {
        front.version = row.integer("version");
        front.edited_at = time_in(row, "edited_at");
        front.edited_by = row.text("edited_by");
        if (!row.text("line").empty()) {
            front.line = BreakingLine{row.text("line"), {row.integer("line_story")}, time_in(row, "line_until")};
        }
    }
    auto entries = session.query("front_entry.list");
    while (entries.next()) {
        front.entries.push_back({.place = entries.integer("place"),
                                 .story = {entries.integer("story")},
                                 .until = time_in(entries, "until"),
                                 .kicker = entries.text("kicker"),
                                 .headline = entries.text("headline"),
                                 .picture = entries.text("picture"),
                                 .picture_alt = entries.text("picture_alt")});
    }
    return front;
}

void take_off_front(Session& session, base::StoryId id) {
    session.query("front_entry.remove").set("story", id.value).run();
    session.query("front.unlink_line").set("story", id.value).run();
}

}  // namespace stoppress::store
