// SPDX-License-Identifier: GPL-3.0-or-later
// Changes and corrections of published stories that reporters propose: submitted, taken back or sent back, taken.
#include <array>
#include <span>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/notifications/mentions.hpp"
#include "newsroom/notifications/tell.hpp"
#include "newsroom/stories/draft_state.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "newsroom/stories/story_handlers.hpp"
#include "newsroom/stories/story_subject.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/editing/proposal_writer.hpp"
#include "store/stories/story_writer.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;
using store::NotificationKind;

struct ProposalInput {
    bool submitted = true;
    store::ProposalWords words;
    bool drops_correction = false;  ///< the correction is null
};

void read_correction(BodyReader& body, ProposalInput& input) {
    const auto* const value = body.any("correction");
    if (value == nullptr || value->is_null()) {
        input.drops_correction = value != nullptr;
        return;
    }
    ObjectReader correction(*value, body.pointer("correction"), body.refused());
    if (!value->is_object()) {
        return;
    }
    input.words.correction_kind =
        store::parse_correction_kind(correction.choice("kind", {"correction", "clarification", "retraction"}).value_or(""));
    if (!input.words.correction_kind) {
        correction.missing("kind", "one of correction, clarification, retraction");
    }
    input.words.correction = correction.text("text", kMaxCorrection, Lines::many).value_or("");
    if (input.words.correction.empty()) {
        correction.missing("text");
    }
    correction.finish();
}

Result<ProposalInput> read_proposal(const Call& call, std::span<const store::Person> people, const Subject& subject) {
    BodyReader body(call.request.body);
    ProposalInput input;
    input.submitted = body.truth("submitted").value_or(true);
    input.words.note = body.text("note", kMaxNote, Lines::many).value_or("");
    TRY_VOID(check_mentions(call.who, body, "note", input.words.note, people, subject));
    read_correction(body, input);
    TRY_VOID(body.close());
    return input;
}

Result<void> check_published(const story::Story& story) {
    return story.status == story::Status::published
               ? Result<void>{}
               : base::fail(ErrorCode::conflict, "Only to a published story changes and corrections are proposed.");
}

Result<store::Proposal> submitted_proposal(store::ReadSnapshot snapshot, base::StoryId id) {
    TRY(auto proposal, store::EditingReader(snapshot).proposal(id));
    if (!proposal || !proposal->submitted_at) {
        return base::fail(ErrorCode::conflict, "The proposal was taken back, or decided about, meanwhile.", {"proposal-changed"});
    }
    return std::move(*proposal);
}

/// Taken back by a reporter, or sent back by an editor; the note is one of the story's notes.
Result<void> end_submission(store::WriteTransaction& transaction, const Call& call, base::StoryId id, const ProposalInput& input,
                            Outcome& outcome) {
    TRY(const auto before, store::EditingReader(transaction.look()).proposal(id));
    store::ProposalWriter writer(transaction);
    TRY_VOID(writer.take_back(id));
    if (input.drops_correction) {
        TRY_VOID(writer.drop_correction(id));
    }
    store::Event event{.kind = NotificationKind::proposal_sent_back, .story = id, .by = call.who->name};
    if (!input.words.note.empty()) {
        TRY(event.note, store::EditingWriter(transaction).add_note(id, input.words.note, "", call.who->name));
    }
    if (before && before->submitted_at) {
        const std::array proposer{before->by};
        TRY_VOID(tell(transaction, event, proposer, outcome.notified));
    }
    return event.note == 0 ? Result<void>{} : tell_of_note(transaction, id, event.note, input.words.note, event.by, outcome.notified);
}

}  // namespace

Result<Answer> get_proposal(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    TRY(const auto proposal, store::EditingReader(snapshot).proposal(story.id));
    if (!proposal) {
        return base::fail(ErrorCode::not_found, fmt::format("Story {} has no proposal.", story.id.value));
    }
    JsonWriter json;
    json.begin_object();
    json.key("by").text(proposal->by);
    json.key("submitted_at").time(proposal->submitted_at);
    json.key("drafted").truth(proposal->drafted);
    json.key("note").text(proposal->note);
    json.key("correction");
    if (proposal->correction_kind) {
        json.begin_object();
        json.key("kind").text(store::to_string(*proposal->correction_kind));
        json.key("text").text(proposal->correction);
        json.end_object();
    } else {
        json.null();
    }
    json.end_object();
    return answer_of(json);
}

Result<Change> StoryHandlers::propose(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto subject, found_subject(call, snapshot));
    TRY(const auto people, credentials_.people().list());
    TRY(auto input, read_proposal(call, people, subject));
    auto move = [&call, input, editors = editors_among(people)](store::WriteTransaction& transaction, base::StoryId id,
                                                                Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        if (!input.submitted) {
            return end_submission(transaction, call, id, input, outcome);
        }
        TRY(const auto story, store::StoryWriter(transaction).story(id));
        TRY_VOID(check_published(story));
        if (!call.request.if_match.empty()) {
            TRY(const auto draft, store::EditingReader(transaction.look()).draft(id));
            TRY_VOID(check_if_match(call.request.if_match, story, draft));
        }
        TRY_VOID(store::ProposalWriter(transaction).submit(id, input.words, call.who->name));
        store::Event event{.kind = NotificationKind::proposed, .story = id, .by = call.who->name};
        TRY_VOID(tell(transaction, event, editors, outcome.notified));
        event.kind = NotificationKind::mention;
        return tell(transaction, event, mentions_in(input.words.note), outcome.notified);
    };
    TRY(auto change, move_story(call, snapshot, Action::propose, std::move(move)));
    change.action = input.submitted ? "story.propose" : sees_all(*call.who) ? "story.return_proposal" : "story.take_back_proposal";
    return change;
}

Result<Change> StoryHandlers::take_proposal(const Call& call, store::ReadSnapshot& snapshot) const {
    BodyReader body(call.request.body);
    const auto submitted_at = body.time("submitted_at");
    if (!submitted_at) {
        body.missing("submitted_at", "the time of the proposal that you read");
    }
    TRY_VOID(body.close());
    return move_story(
        call, snapshot, Action::publish,
        [&call, at = *submitted_at](store::WriteTransaction& transaction, base::StoryId id, Outcome& outcome) -> Result<void> {
            TRY(const auto story, store::StoryWriter(transaction).story(id));
            TRY_VOID(check_published(story));
            TRY(const auto proposal, submitted_proposal(transaction.look(), id));
            if (proposal.submitted_at != at) {
                return base::fail(ErrorCode::conflict, "The proposal was submitted anew meanwhile.", {"proposal-changed"});
            }
            TRY(const auto draft, store::EditingReader(transaction.look()).draft(id));
            if (proposal.drafted && draft) {
                TRY_VOID(require_if_match(call));
                TRY_VOID(check_if_match(call.request.if_match, story, draft));
                TRY_VOID(check_base(story, *draft));
            }
            TRY_VOID(store::ProposalWriter(transaction).take(id, call.who->name));
            const std::array proposer{proposal.by};
            const store::Event event{.kind = NotificationKind::proposal_taken, .story = id, .by = call.who->name};
            TRY_VOID(tell(transaction, event, proposer, outcome.notified));
            if (!proposal.correction_kind) {
                return {};
            }
            return tell_people_of_story(transaction, {.kind = NotificationKind::corrected, .story = id, .by = call.who->name},
                                        outcome.notified);
        });
}

}  // namespace stoppress::newsroom
