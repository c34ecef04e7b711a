// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/moving/import_answer.hpp"

namespace stoppress::newsroom {
namespace {

void write_note_sums(JsonWriter& json, const store::NoteSums& sums) {
    json.key("open").number(sums.open);
    json.key("done").number(sums.done);
    json.key("dismissed").number(sums.dismissed);
}

/// The counts of one part; those that are not items have one number.
void write_part(JsonWriter& json, const std::vector<store::ImportCount>& counts, store::ImportPart part) {
    json.begin_array();
    for (const auto& count : counts) {
        if (count.part != part) {
            continue;
        }
        json.begin_object();
        json.key("name").text(count.name);
        json.key("items").number(count.items);
        if (part == store::ImportPart::items) {
            json.key("taken").number(count.taken);
            json.key("changed").number(count.changed);
            json.key("unchanged").number(count.unchanged);
            json.key("skipped").number(count.skipped);
            json.key("refused").number(count.refused);
        }
        json.end_object();
    }
    json.end_array();
}

}  // namespace

void write_import(JsonWriter& json, const store::KeptImport& import) {
    json.key("id").number(import.id);
    json.key("format").text(import.format);
    json.key("name").text(import.name);
    json.key("began_at").time(import.began_at);
    json.key("ended_at").time(import.ended_at);
    json.key("by").text(import.by);
    json.key("complete").truth(import.complete);
    json.key("notes").begin_object();
    write_note_sums(json, import.notes);
    json.end_object();
    json.key("notes_left_out").number(import.notes_left_out);
}

void write_import_counts(JsonWriter& json, const std::vector<store::ImportCount>& counts) {
    json.key("items");
    write_part(json, counts, store::ImportPart::items);
    json.key("skipped");
    write_part(json, counts, store::ImportPart::skipped);
    json.key("other");
    write_part(json, counts, store::ImportPart::other);
}

void write_import_kinds(JsonWriter& json, const std::vector<store::ImportKind>& kinds) {
    json.key("kinds").begin_array();
    for (const auto& one : kinds) {
        json.begin_object();
        json.key("kind").text(one.kind);
        write_note_sums(json, one.notes);
        json.end_object();
    }
    json.end_array();
}

void write_import_note(JsonWriter& json, const store::ImportNote& note) {
    json.begin_object();
    json.key("id").number(note.id);
    json.key("kind").text(note.kind);
    json.key("story");
    if (note.story) {
        json.begin_object();
        json.key("id").number(note.story.value);
        json.key("headline").text(note.headline);
        json.key("language").text(note.language);
        json.end_object();
    } else {
        json.null();
    }
    json.key("file").text(note.file);
    json.key("line").number(note.line);
    json.key("address").text_or_null(note.address);
    json.key("text").text(note.words);
    json.key("state").text(store::to_string(note.state));
    json.key("decided_at").time(note.decided_at);
    json.key("decided_by").text_or_null(note.decided_by);
    json.end_object();
}

}  // namespace stoppress::newsroom
