// SPDX-License-Identifier: GPL-3.0-or-later
// What readers are told was wrong: added to a published story, and never taken back.
#include <algorithm>

#include "newsroom/access.hpp"
#include "newsroom/handlers.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/object_reader.hpp"
#include "newsroom/story_answer.hpp"
#include "newsroom/story_subject.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::Result;

Result<Answer> list_corrections(const Parts& /*parts*/, const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::see, snapshot));
    TRY(const auto corrections, snapshot.corrections(story.id));
    JsonWriter json;
    json.begin_object();
    json.key("corrections");
    write_corrections(json, corrections);
    json.end_object();
    Answer answer;
    answer.body = json.take();
    return answer;
}

Result<Change> add_correction(const Parts& /*parts*/, const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::publish, snapshot));
    const ParsedJson parsed = parse_json(call.request.body);
    if (!parsed.bad.empty()) {
        return base::fail(ErrorCode::malformed, parsed.bad);
    }
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    const auto kind = store::parse_correction_kind(reader.choice("kind", {"correction", "clarification", "retraction"}).value_or(""));
    if (!kind && errors.empty()) {
        reader.refuse("kind", "is missing: correction, clarification or retraction");
    }
    const auto text = reader.text("text", kMaxCorrection, Lines::many);
    if (!reader.has("text") || (text && text->empty())) {
        reader.refuse("text", "is missing");
    }
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    Change change;
    change.job = [id = story.id, kind = *kind, text = *text, by = call.who->name](store::WriteTransaction& transaction,
                                                                                  Outcome& outcome) -> Result<void> {
        TRY(outcome.number, transaction.add_correction(id, kind, text, by));
        return {};
    };
    change.answer = [id = story.id](store::ReadSnapshot& after, Outcome& outcome) -> Result<Answer> {
        TRY(const auto corrections, after.corrections(id));
        const auto made = std::ranges::find(corrections, outcome.number, &store::Correction::number);
        if (made == corrections.end()) {
            return base::fail(ErrorCode::internal, "a correction is not there after it was saved");
        }
        JsonWriter json;
        write_correction(json, *made);
        Answer answer;
        answer.status = http::Status::created;
        answer.body = json.take();
        return answer;
    };
    return change;
}

}  // namespace stoppress::newsroom
