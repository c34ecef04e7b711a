// SPDX-License-Identifier: GPL-3.0-or-later
// What imports brought: the runs, their accounts and notes.
#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/moving/import_answer.hpp"
#include "newsroom/moving/import_handlers.hpp"
#include "store/imports/import_reader.hpp"

namespace stoppress::newsroom {
namespace {

using base::Result;
using store::ImportReader;

/// The import of the call's path.
Result<store::KeptImport> import_of(const Call& call, const store::ReadSnapshot& snapshot) {
    TRY(auto found, ImportReader(snapshot).import(call.parameters.revision));
    if (!found) {
        return base::fail(base::ErrorCode::not_found, fmt::format("There is no import {}.", call.parameters.revision));
    }
    return std::move(*found);
}

/// Of a page that was asked for with one entry more: whether there is one, which is removed.
template <class Entry>
bool take_surplus(std::vector<Entry>& entries, std::int64_t limit) {
    const bool more = static_cast<std::int64_t>(entries.size()) > limit;
    if (more) {
        entries.pop_back();
    }
    return more;
}

}  // namespace

Result<Answer> list_imports(const Call& call, store::ReadSnapshot& snapshot) {
    QueryReader reader(call.query);
    const auto limit = reader.number("limit", 1, kMaxListLength).value_or(kDefaultListLength);
    const auto before = reader.number("cursor", 1, INT64_MAX).value_or(0);
    TRY_VOID(reader.finish());
    TRY(auto imports, ImportReader(snapshot).imports(before, limit + 1));
    const bool more = take_surplus(imports, limit);
    JsonWriter json;
    json.begin_object();
    json.key("imports").begin_array();
    for (const auto& import : imports) {
        json.begin_object();
        write_import(json, import);
        json.end_object();
    }
    json.end_array();
    json.key("next").text_or_null(more ? std::to_string(imports.back().id) : std::string());
    json.end_object();
    return answer_of(json);
}

Result<Answer> get_import(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto import, import_of(call, snapshot));
    ImportReader reader(snapshot);
    TRY(const auto counts, reader.counts(import.id));
    TRY(const auto kinds, reader.kinds(import.id));
    JsonWriter json;
    json.begin_object();
    write_import(json, import);
    write_import_counts(json, counts);
    write_import_kinds(json, kinds);
    json.end_object();
    return answer_of(json);
}

Result<Answer> list_import_notes(const Call& call, store::ReadSnapshot& snapshot) {
    QueryReader reader(call.query);
    const auto limit = reader.number("limit", 1, kMaxListLength).value_or(kDefaultListLength);
    store::ImportNoteQuery query;
    query.state = store::parse_note_state(reader.choice("state", {"open", "done", "dismissed"}).value_or("open")).value_or(query.state);
    query.kind = reader.text("kind", kMaxNoteKind);
    query.after = reader.number("cursor", 1, INT64_MAX).value_or(0);
    TRY_VOID(reader.finish());
    TRY(const auto import, import_of(call, snapshot));
    query.import = import.id;
    query.limit = limit + 1;
    TRY(auto notes, ImportReader(snapshot).notes(query));
    const bool more = take_surplus(notes, limit);
    JsonWriter json;
    json.begin_object();
    json.key("notes").begin_array();
    for (const auto& note : notes) {
        write_import_note(json, note);
    }
    json.end_array();
    json.key("next").text_or_null(more ? std::to_string(notes.back().id) : std::string());
    json.end_object();
    return answer_of(json);
}

}  // namespace stoppress::newsroom
