// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/imports/import_rows.hpp"

namespace stoppress::store {

namespace {

NoteSums note_sums_in(const Query& row) {
    return {row.integer("open"), row.integer("done"), row.integer("dismissed")};
}

ImportPart parse_import_part(std::string_view text) {
    if (text == "items") {
        return ImportPart::items;
    }
    return text == "skipped" ? ImportPart::skipped : ImportPart::other;
}

}  // namespace

std::string_view to_string(ImportPart part) {
    switch (part) {
        case ImportPart::items:
            return "items";
        case ImportPart::skipped:
            return "skipped";
        case ImportPart::other:
            break;
    }
    return "other";
}

std::string_view to_string(NoteState state) {
    switch (state) {
        case NoteState::open:
            return "open";
        case NoteState::done:
            return "done";
        case NoteState::dismissed:
            break;
    }
    return "dismissed";
}

std::optional<NoteState> parse_note_state(std::string_view text) {
    for (const auto state : {NoteState::open, NoteState::done, NoteState::dismissed}) {
        if (to_string(state) == text) {
            return state;
        }
    }
    return std::nullopt;
}

KeptImport import_in(const Query& row) {
    KeptImport found;
    found.id = row.integer("id");
    found.format = row.text("format");
    found.name = row.text("name");
    found.began_at = base::from_milliseconds(row.integer("began_at"));
    found.ended_at = base::from_milliseconds(row.integer("ended_at"));
    found.by = row.text("made_by");
    found.complete = row.integer("complete") != 0;
    found.notes_left_out = row.integer("notes_left_out");
    found.notes = note_sums_in(row);
    return found;
}

ImportCount import_count_in(const Query& row) {
    return {parse_import_part(row.text("part")),
            row.text("name"),
            row.integer("items"),
            row.integer("taken"),
            row.integer("changed"),
            row.integer("unchanged"),
            row.integer("skipped"),
            row.integer("refused")};
}

ImportNote import_note_in(const Query& row) {
    ImportNote found;
    found.id = row.integer("id");
    found.kind = row.text("kind");
    found.story = {row.integer("story_id")};
    found.headline = row.text("headline");
    found.language = row.text("language");
    found.file = row.text("file");
    found.line = row.integer("line");
    found.address = row.text("address");
    found.words = row.text("words");
    found.state = parse_note_state(row.text("state")).value_or(NoteState::open);
    if (const auto at = row.optional_integer("decided_at")) {
        found.decided_at = base::from_milliseconds(*at);
    }
    found.decided_by = row.text("decided_by");
    return found;
}

std::optional<KeptImport> find_import(Session& session, std::int64_t id) {
    auto query = session.query("import_run.get");
    return query.set("id", id).one() ? std::optional(import_in(query)) : std::nullopt;
}

}  // namespace stoppress::store
