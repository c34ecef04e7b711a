// SPDX-License-Identifier: GPL-3.0-or-later
// Work between colleagues: notes, assignments, and who has a story open.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/notifications/mentions.hpp"
#include "newsroom/notifications/tell.hpp"
#include "newsroom/people/person_answer.hpp"
#include "newsroom/review/review_handlers.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "newsroom/stories/story_subject.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/limits.hpp"
#include "store/stories/story_writer.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

void write_note(JsonWriter& json, const store::Note& note) {
    json.begin_object();
    json.key("number").number(note.number);
    json.key("at").time(note.at);
    json.key("by").text(note.by);
    json.key("text").text(note.text);
    json.key("answers");
    if (note.answers > 0) {
        json.number(note.answers);
    } else {
        json.null();
    }
    json.key("passage").text_or_null(note.passage);
    json.key("resolved_at").time(note.resolved_at);
    json.key("resolved_by").text_or_null(note.resolved_by);
    json.end_object();
}

/// Answers with the note that the job created or changed.
auto note_after(base::StoryId id, http::Status status) {
    return [id, status](store::ReadSnapshot& snapshot, Outcome& outcome) -> Result<Answer> {
        TRY(const auto notes, store::EditingReader(snapshot).notes(id));
        const auto note = std::ranges::find(notes, outcome.number, &store::Note::number);
        if (note == notes.end()) {
            return base::fail(ErrorCode::internal, "a note was not found after it was saved");
        }
        JsonWriter json;
        write_note(json, *note);
        return answer_of(json, status);
    };
}

}  // namespace

Result<Answer> list_notes(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    TRY(const auto notes, store::EditingReader(snapshot).notes(story.id));
    JsonWriter json;
    json.begin_object();
    json.key("notes").begin_array();
    for (const auto& note : notes) {
        write_note(json, note);
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Change> ReviewHandlers::add_note(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    TRY(const auto subject, found_subject(call, snapshot));
    BodyReader body(call.request.body);
    const auto text = body.text("text", kMaxNote, Lines::many);
    if (!text || text->empty()) {
        body.missing("text");
    } else if (!mentions_in(*text).empty()) {
        TRY(const auto people, credentials_.people().list());
        TRY_VOID(check_mentions(call.who, body, "text", *text, people, subject));
    }
    const auto passage = body.text("passage", kMaxPassage, Lines::many).value_or("");
    const auto answers = body.whole("answers", 1, store::kMaxNotes);
    if (answers && !passage.empty()) {
        body.refuse("passage", "cannot be sent with an answer: the note that begins the thread has it", {"invalid"});
    }
    TRY_VOID(body.close());
    Change change;
    change.job = [&call, id = story.id, text = *text, passage, answers](store::WriteTransaction& transaction,
                                                                        Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        TRY_VOID(find_story(call, Action::see_history, transaction));
        store::EditingWriter writer(transaction);
        const auto& by = call.who->name;
        TRY(outcome.number, answers ? writer.answer_note(id, *answers, text, by) : writer.add_note(id, text, passage, by));
        return tell_of_note(transaction, id, outcome.number, text, by, outcome.notified);
    };
    change.answer = note_after(story.id, http::Status::created);
    return change;
}

Result<Change> change_note(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    BodyReader body(call.request.body);
    const auto resolved = body.truth("resolved");
    if (!resolved) {
        body.missing("resolved", "true or false");
    }
    TRY_VOID(body.close());
    Change change;
    change.job = [&call, id = story.id, resolved = *resolved](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        outcome.number = call.parameters.revision;
        TRY_VOID(find_story(call, Action::see_history, transaction));
        return store::EditingWriter(transaction).resolve_note(id, outcome.number, resolved, call.who->name);
    };
    change.answer = note_after(story.id, http::Status::ok);
    return change;
}

Result<Change> ReviewHandlers::assign_story(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    BodyReader body(call.request.body);
    const auto assignee = body.text("assignee", kMaxName);
    if (!assignee) {
        body.missing("assignee", "a name, or null to remove the assignment");
    }
    TRY_VOID(body.close());
    Change change;
    change.job = [&call, id = story.id, assignee = *assignee](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        TRY_VOID(find_story(call, Action::see_history, transaction));
        const std::array ids{id};
        TRY(const auto before, store::EditingReader(transaction.look()).work(ids));
        TRY_VOID(store::EditingWriter(transaction).assign(id, assignee));
        if (before.front().assignee != assignee) {
            const std::array to{assignee};
            const store::Event event{.kind = store::NotificationKind::assigned, .story = id, .by = call.who->name};
            TRY_VOID(tell(transaction, event, to, outcome.notified));
        }
        TRY(outcome.story, store::StoryWriter(transaction).story(id));
        return {};
    };
    change.answer = [this](store::ReadSnapshot& after, Outcome& outcome) {
        return story_answer(settings_, clock_.now(), after, *outcome.story, Audience::newsroom);
    };
    return change;
}

Result<Answer> ReviewHandlers::report_presence(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    BodyReader body(call.request.body);
    const auto editing = body.truth("editing");
    if (!editing) {
        body.missing("editing", "true or false");
    }
    TRY_VOID(body.close());
    const std::array ids{story.id};
    store::EditingReader reader(snapshot);
    TRY(const auto work, reader.work(ids));
    TRY(const auto answers, reader.answer_count(story.id));
    const auto others = presence_.report(story.id, call.who->name, call.who->display_name, *editing, clock_.now());
    JsonWriter json;
    json.begin_object();
    json.key("others").begin_array();
    for (const auto& person : others) {
        json.begin_object();
        json.key("name").text(person.name);
        json.key("display_name").text(person.display_name);
        json.key("editing").truth(person.editing);
        json.key("since").time(person.since);
        json.end_object();
    }
    json.end_array();
    json.key("state").text(fmt::format(
        "{}.{}.{}.{}.{}.{}.{}.{}.{}", story::to_string(story.status), story.published_at ? base::to_milliseconds(*story.published_at) : 0,
        story.revision, work.front().draft_version, work.front().has_draft ? 1 : 0, work.front().notes_open, answers,
        work.front().proposed_at ? base::to_milliseconds(*work.front().proposed_at) : 0, work.front().assignee));
    json.end_object();
    return answer_of(json);
}

Result<Answer> ReviewHandlers::watch_stories(const Call& call, store::ReadSnapshot& /*snapshot*/) const {
    auto stream = story_news_.watch(call.who->name);
    if (!stream) {
        return too_many_attempts(std::chrono::minutes{1}, "Too many live connections.");
    }
    Answer answer;
    answer.content_type = "text/event-stream";
    answer.fields.add("X-Accel-Buffering", "no");  // nginx would hold events back
    answer.body = "retry: 1000\n\n";
    answer.live = std::move(stream);
    return answer;
}

}  // namespace stoppress::newsroom
