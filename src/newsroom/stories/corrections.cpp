// SPDX-License-Identifier: GPL-3.0-or-later
// Corrections for readers: added to a published story, their words changed, never removed.
#include <algorithm>

#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/notifications/tell.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "newsroom/stories/story_handlers.hpp"
#include "newsroom/stories/story_subject.hpp"
#include "store/editing/corrections.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/stories/story_writer.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::Result;

Result<Answer> list_corrections(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::see, snapshot));
    TRY(const auto corrections, store::EditingReader(snapshot).corrections(story.id));
    JsonWriter json;
    json.begin_object();
    json.key("corrections");
    write_corrections(json, corrections);
    json.end_object();
    return answer_of(json);
}

namespace {

/// Answers with the correction that the job added or changed.
auto correction_after(base::StoryId id, http::Status status) {
    return [id, status](store::ReadSnapshot& after, Outcome& outcome) -> Result<Answer> {
        TRY(const auto corrections, store::EditingReader(after).corrections(id));
        const auto made = std::ranges::find(corrections, outcome.number, &store::Correction::number);
        if (made == corrections.end()) {
            return base::fail(ErrorCode::internal, "a correction was not found after it was saved");
        }
        JsonWriter json;
        write_correction(json, *made);
        return answer_of(json, status);
    };
}

}  // namespace

Result<Change> add_correction(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::publish, snapshot));
    BodyReader body(call.request.body);
    const auto kind = store::parse_correction_kind(body.choice("kind", {"correction", "clarification", "retraction"}).value_or(""));
    if (!kind) {
        body.missing("kind", "one of correction, clarification, retraction");
    }
    const auto text = body.text("text", kMaxCorrection, Lines::many);
    if (!text || text->empty()) {
        body.missing("text");
    }
    TRY_VOID(body.close());
    Change change;
    change.job = [&call, id = story.id, kind = *kind, text = *text](store::WriteTransaction& transaction,
                                                                    Outcome& outcome) -> Result<void> {
        TRY_VOID(find_story(call, Action::publish, transaction));
        TRY(outcome.number, store::EditingWriter(transaction).add_correction(id, kind, text, call.who->name));
        TRY(outcome.story, store::StoryWriter(transaction).story(id));
        const store::Event event{.kind = store::NotificationKind::corrected, .story = id, .by = call.who->name};
        return tell_people_of_story(transaction, event, outcome.notified);
    };
    change.answer = correction_after(story.id, http::Status::created);
    return change;
}

Result<Change> change_correction(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::publish, snapshot));
    BodyReader body(call.request.body);
    const auto text = body.text("text", kMaxCorrection, Lines::many);
    if (!text || text->empty()) {
        body.missing("text");
    }
    TRY_VOID(body.close());
    Change change;
    TRY(const auto corrections, store::EditingReader(snapshot).corrections(story.id));
    const auto present = std::ranges::find(corrections, call.parameters.revision, &store::Correction::number);
    // Readers saw the old words, and nothing else keeps them.
    if (present != corrections.end()) {
        // On one line, and without other quotation marks of this form: the headline is appended.
        change.detail = present->text;
        std::ranges::replace(change.detail, '\n', ' ');
        std::ranges::replace(change.detail, '"', '\'');
        change.detail = '"' + change.detail + '"';
    }
    change.job = [&call, id = story.id, text = *text](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY_VOID(find_story(call, Action::publish, transaction));
        outcome.number = call.parameters.revision;
        TRY_VOID(store::EditingWriter(transaction).change_correction(id, outcome.number, text));
        TRY(outcome.story, store::StoryWriter(transaction).story(id));
        return {};
    };
    change.answer = correction_after(story.id, http::Status::ok);
    return change;
}

}  // namespace stoppress::newsroom
