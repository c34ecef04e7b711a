// SPDX-License-Identifier: GPL-3.0-or-later
// Assignments, notes to colleagues, corrections for readers, links for people without an account.
#include "store/editing/editing_writer.hpp"

#include <utility>

#include <fmt/format.h>

#include "store/limits.hpp"
#include "store/stories/story_row.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

namespace {

std::int64_t last_number(WriterSession& writer, StatementName statement, base::StoryId id) {
    auto query = writer.session().query(statement);
    query.set("story", id.value).one();
    return query.integer("number");
}

base::Error no_note(base::StoryId id, std::int64_t number) {
    return base::fail(base::ErrorCode::not_found, fmt::format("Story {} has no note {}.", id.value, number));
}

base::Error is_answer() {
    return base::fail(base::ErrorCode::conflict, "The note is an answer: only the note that begins the thread can be resolved or answered.",
                      {"note-is-answer"});
}

base::Error too_many(std::int64_t most, std::string_view what) {
    return base::fail(base::ErrorCode::too_large, fmt::format("The story already has {} {}, the maximum.", most, what));
}

}  // namespace

EditingWriter::EditingWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<void> EditingWriter::assign(base::StoryId id, const std::string& to) {
    return guarded([&]() -> base::Result<void> {
        TRY_VOID(story_row(session_.session(), id));
        session_.session().query("story.assign").set("id", id.value).set("assignee", to).run();
        return {};
    });
}

base::Result<std::int64_t> EditingWriter::insert_note(base::StoryId id, Note note) {
    return guarded([&]() -> base::Result<std::int64_t> {
        TRY_VOID(story_row(session_.session(), id));
        note.number = last_number(session_, "note.last", id) + 1;
        if (note.number > kMaxNotes) {
            return too_many(kMaxNotes, "notes");
        }
        auto query = session_.session().query("note.insert");
        query.set("story", id.value).set("number", note.number).set("now", base::to_milliseconds(session_.now())).set("by", note.by);
        query.set("words", note.text).set("passage", note.passage).set("answers", note.answers).run();
        return note.number;
    });
}

base::Result<std::int64_t> EditingWriter::add_note(base::StoryId id, const std::string& text, const std::string& passage,
                                                   const std::string& by) {
    Note note;
    note.by = by;
    note.text = text;
    note.passage = passage;
    return insert_note(id, std::move(note));
}

base::Result<std::int64_t> EditingWriter::answer_note(base::StoryId id, std::int64_t number, const std::string& text,
                                                      const std::string& by) {
    TRY_VOID(guarded([&]() -> base::Result<void> {
        auto query = session_.session().query("note.thread");
        if (!query.set("story", id.value).set("number", number).one()) {
            return no_note(id, number);
        }
        if (query.integer("answers") != 0) {
            return is_answer();
        }
        if (query.optional_integer("resolved_at")) {
            return base::fail(base::ErrorCode::conflict, "The note is resolved: open it again to answer it.", {"note-resolved"});
        }
        return {};
    }));
    Note note;
    note.by = by;
    note.text = text;
    note.answers = number;
    return insert_note(id, std::move(note));
}

base::Result<void> EditingWriter::resolve_note(base::StoryId id, std::int64_t number, bool resolved, const std::string& by) {
    return guarded([&]() -> base::Result<void> {
        auto thread = session_.session().query("note.thread");
        if (!thread.set("story", id.value).set("number", number).one()) {
            return no_note(id, number);
        }
        if (thread.integer("answers") != 0) {
            return is_answer();
        }
        auto query = session_.session().query("note.resolve");
        query.set("story", id.value).set("number", number).set("resolved_by", resolved ? by : std::string{});
        if (resolved) {
            query.set("resolved_at", base::to_milliseconds(session_.now()));
        } else {
            query.set_null("resolved_at");
        }
        query.one();
        return {};
    });
}

base::Result<std::int64_t> EditingWriter::add_correction(base::StoryId id, CorrectionKind kind, const std::string& text,
                                                         const std::string& by) {
    return guarded([&]() -> base::Result<std::int64_t> {
        TRY(const auto row, story_row(session_.session(), id));
        if (row.status != story::Status::published) {
            return base::fail(base::ErrorCode::conflict, "Only a published story can have corrections; edit the text instead.",
                              {"not-published"});
        }
        const auto number = last_number(session_, "correction.last", id) + 1;
        if (number > kMaxCorrections) {
            return too_many(kMaxCorrections, "corrections");
        }
        auto query = session_.session().query("correction.insert");
        query.set("story", id.value).set("number", number).set("now", base::to_milliseconds(session_.now())).set("by", by);
        query.set("kind", to_string(kind)).set("words", text).run();
        session_.append_change("corrected", id, {corrections_tag(), story_tag(id)});
        return number;
    });
}

base::Result<void> EditingWriter::change_correction(base::StoryId id, std::int64_t number, const std::string& text) {
    return guarded([&]() -> base::Result<void> {
        auto query = session_.session().query("correction.change");
        if (!query.set("story", id.value).set("number", number).set("words", text).one()) {
            return base::fail(base::ErrorCode::not_found, fmt::format("Story {} has no correction {}.", id.value, number));
        }
        session_.append_change("corrected", id, {corrections_tag(), story_tag(id)});
        return {};
    });
}

base::Result<std::int64_t> EditingWriter::add_preview_link(base::StoryId id, const std::string& hash, base::Time expires_at,
                                                           const std::string& by) {
    return guarded([&]() -> base::Result<std::int64_t> {
        TRY_VOID(story_row(session_.session(), id));
        const auto now = base::to_milliseconds(session_.now());
        session_.session().query("preview_link.delete_expired").set("now", now).run();
        auto last = session_.session().query("preview_link.last");
        last.set("story", id.value).one();
        if (last.integer("links") >= kMaxPreviewLinks) {
            return too_many(kMaxPreviewLinks, "preview links at a time");
        }
        const auto number = last.integer("number") + 1;
        auto query = session_.session().query("preview_link.insert");
        query.set("story", id.value).set("number", number).set("hash", hash).set("now", now).set("by", by);
        query.set("expires_at", base::to_milliseconds(expires_at)).run();
        return number;
    });
}

base::Result<void> EditingWriter::remove_preview_link(base::StoryId id, std::int64_t number) {
    return guarded([&]() -> base::Result<void> {
        if (session_.session().query("preview_link.delete").set("story", id.value).set("number", number).run() == 0) {
            return base::fail(base::ErrorCode::not_found, fmt::format("Story {} has no preview link {}.", id.value, number));
        }
        return {};
    });
}

}  // namespace stoppress::store
