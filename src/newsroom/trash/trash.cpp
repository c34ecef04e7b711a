// SPDX-License-Identifier: GPL-3.0-or-later
// What is in the trash: listed, restored, removed for good.
#include <charconv>
#include <memory>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/trash/trash_answer.hpp"
#include "newsroom/trash/trash_handlers.hpp"
#include "store/stories/story_writer.hpp"
#include "store/trash/trash_reader.hpp"
#include "store/trash/trash_writer.hpp"

namespace stoppress::newsroom {
namespace {

using base::Result;
using store::TrashKind;

/// The number of the last entry of the page before; 0: none.
Result<std::int64_t> read_cursor(const std::string& cursor) {
    std::int64_t number = 0;
    const char* end = cursor.data() + cursor.size();
    const auto [stopped, error] = std::from_chars(cursor.data(), end, number);
    if (!cursor.empty() && (error != std::errc{} || stopped != end || number < 1)) {
        return base::fail(base::ErrorCode::malformed, "The parameter cursor is invalid: use \"next\" of the answer before.");
    }
    return number;
}

/// The entry of the call's path; what belongs to others does not exist for those who may not see it.
Result<store::TrashEntry> entry_of(const Call& call, const store::ReadSnapshot& snapshot) {
    TRY(auto entry, store::TrashReader(snapshot).entry(call.parameters.revision));
    if (!entry || (!sees_all(*call.who) && entry->owner != call.who->name)) {
        return base::fail(base::ErrorCode::not_found,
                          fmt::format("There is no entry {} in the trash: it was restored or removed.", call.parameters.revision));
    }
    return std::move(*entry);
}

Answer restored_answer(const store::Restored& restored) {
    JsonWriter json;
    json.begin_object();
    json.key("kind").text(store::to_string(restored.kind));
    json.key("id").number(restored.item);
    json.key("slug").text_or_null(restored.slug);
    json.key("left_out").begin_array();
    for (const auto& slug : restored.left_out) {
        json.text(slug);
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

}  // namespace

Result<Answer> list_trash(const Call& call, store::ReadSnapshot& snapshot) {
    QueryReader reader(call.query);
    store::TrashQuery query;
    if (const auto kind = reader.choice("kind", {"story", "medium", "section", "topic", "author"})) {
        query.kind = store::parse_trash_kind(*kind);
    }
    const auto limit = reader.number("limit", 1, kMaxListLength).value_or(kDefaultListLength);
    const std::string cursor = reader.cursor("cursor");
    TRY_VOID(reader.finish());
    TRY(query.before, read_cursor(cursor));
    query.limit = limit + 1;
    if (!sees_all(*call.who)) {
        query.owner = call.who->name;
    }
    TRY(auto entries, store::TrashReader(snapshot).entries(query));
    const bool more = static_cast<std::int64_t>(entries.size()) > limit;
    if (more) {
        entries.pop_back();
    }
    JsonWriter json;
    json.begin_object();
    json.key("trash").begin_array();
    for (const auto& entry : entries) {
        write_trash_entry(json, entry);
    }
    json.end_array();
    json.key("next").text_or_null(more ? std::to_string(entries.back().number) : std::string());
    json.end_object();
    return answer_of(json);
}

Result<Change> restore_from_trash(const Call& call, store::ReadSnapshot& snapshot) {
    TRY_VOID(entry_of(call, snapshot));
    auto restored = std::make_shared<store::Restored>();
    Change change;
    change.job = [&call, restored](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto entry, entry_of(call, transaction.look()));
        TRY(*restored, store::TrashWriter(transaction).restore(entry.number));
        outcome.subject = trash_subject(entry);
        if (entry.kind == TrashKind::story) {
            // Screens hear of it, and the audit log has its headline.
            TRY(outcome.story, store::StoryWriter(transaction).story({entry.item}));
        } else {
            outcome.detail = entry.name;
        }
        // With a story its section may come back.
        outcome.visible = entry.kind != TrashKind::medium;
        return {};
    };
    change.answer = [restored](store::ReadSnapshot& /*after*/, Outcome& /*outcome*/) -> Result<Answer> {
        return restored_answer(*restored);
    };
    return change;
}

Result<Change> remove_from_trash(const Call& call, store::ReadSnapshot& snapshot) {
    TRY_VOID(entry_of(call, snapshot));
    Change change;
    change.job = [&call](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        TRY(const auto entry, entry_of(call, transaction.look()));
        outcome.subject = trash_subject(entry);
        outcome.detail = entry.name;
        return store::TrashWriter(transaction).remove(entry.number);
    };
    change.answer = [](store::ReadSnapshot& /*after*/, Outcome& /*outcome*/) -> Result<Answer> { return no_content(); };
    change.frees_files = true;
    return change;
}

}  // namespace stoppress::newsroom
