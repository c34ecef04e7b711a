// SPDX-License-Identifier: GPL-3.0-or-later
// A story's status: review, publishing, unpublishing, withdrawing; its embargo.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "newsroom/auth/access.hpp"
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
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;
using store::NotificationKind;

/// A missing body is treated as one without fields.
ParsedJson body_of(const Call& call) {
    return call.request.body.empty() ? ParsedJson{boost::json::object{}, ""} : parse_json(call.request.body);
}

/// Applies the draft of changes if there is one. If-Match may say which state to publish.
Result<void> apply_existing_draft(store::WriteTransaction& transaction, const Call& call, base::StoryId id) {
    TRY(const auto story, store::StoryWriter(transaction).story(id));
    TRY(const auto draft, store::EditingReader(transaction.look()).draft(id));
    if (!call.request.if_match.empty()) {
        TRY_VOID(check_if_match(call.request.if_match, story, draft));
    }
    if (!draft) {
        return {};
    }
    TRY_VOID(check_base(story, *draft));
    return store::EditingWriter(transaction).apply_draft(id, call.who->name);
}

/// Tells those who work on a story that it is published now; of a change that was published, who proposed it.
Result<void> tell_of_publication(store::WriteTransaction& transaction, const story::Story& before,
                                 const std::optional<store::Proposal>& proposal, const std::string& by, Outcome& outcome) {
    if (before.status == story::Status::published) {
        if (!proposal || !proposal->submitted_at || !proposal->drafted) {
            return {};
        }
        const std::array proposer{proposal->by};
        return tell(transaction, {.kind = NotificationKind::proposal_taken, .story = before.id, .by = by}, proposer, outcome.notified);
    }
    TRY(const auto after, store::StoryWriter(transaction).story(before.id));
    if (after.status != story::Status::published) {
        return {};
    }
    return tell_people_of_story(transaction, {.kind = NotificationKind::published, .story = before.id, .by = by}, outcome.notified);
}

/// Fails with `conflict` (schedule-changed) unless the story is still scheduled for `expected`.
Result<void> check_schedule(store::WriteTransaction& transaction, base::StoryId id, base::Time expected) {
    TRY(const auto story, store::StoryWriter(transaction).story(id));
    if (story.status == story::Status::scheduled && story.published_at == expected) {
        return {};
    }
    return base::fail(ErrorCode::conflict, "Somebody scheduled the story for another time meanwhile, or unscheduled it.",
                      {"schedule-changed"});
}

/// Text for the audit log as one part of a detail: in quotation marks, and on one line. Empty: nothing.
std::string quoted(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    std::ranges::replace(text, '"', '\'');
    return text.empty() ? text : '"' + text + '"';
}

}  // namespace

Result<Change> StoryHandlers::move_story(const Call& call, store::ReadSnapshot& snapshot, Action action, Move move) const {
    TRY_VOID(work_of(snapshot, call.parameters.story));
    Change change;
    change.job = [&call, action, move = std::move(move)](store::WriteTransaction& transaction, Outcome& outcome) mutable -> Result<void> {
        TRY(const auto story, find_story(call, action, transaction));
        TRY_VOID(move(transaction, story.id, outcome));
        TRY(outcome.story, store::StoryWriter(transaction).story(story.id));
        return {};
    };
    change.answer = [this](store::ReadSnapshot& after, Outcome& outcome) {
        return story_answer(settings_, clock_.now(), after, *outcome.story, Audience::newsroom);
    };
    return change;
}

Result<Change> StoryHandlers::review_story(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto subject, found_subject(call, snapshot));
    TRY(const auto people, credentials_.people().list());
    BodyReader body(body_of(call));
    const bool in_review = body.truth("in_review").value_or(true);
    std::string note = body.text("note", kMaxNote, Lines::many).value_or("");
    TRY_VOID(check_mentions(call.who, body, "note", note, people, subject));
    TRY_VOID(body.close());
    auto move = [in_review, note = std::move(note), editors = editors_among(people), &call](
                    store::WriteTransaction& transaction, base::StoryId id, Outcome& outcome) -> Result<void> {
        TRY(const auto before, store::StoryWriter(transaction).story(id));
        TRY_VOID(store::PublishingWriter(transaction).set_in_review(id, in_review));
        std::int64_t number = 0;
        if (!note.empty()) {
            TRY(number, store::EditingWriter(transaction).add_note(id, note, "", call.who->name));
        }
        store::Event event{.kind = NotificationKind::submitted, .story = id, .note = number, .by = call.who->name};
        if (in_review && before.status != story::Status::in_review) {
            TRY_VOID(tell(transaction, event, editors, outcome.notified));
        } else if (!in_review && before.status == story::Status::in_review && sees_all(*call.who)) {
            event.kind = NotificationKind::sent_back;
            TRY_VOID(tell_people_of_story(transaction, event, outcome.notified));
        }
        return number == 0 ? Result<void>{} : tell_of_note(transaction, id, number, note, call.who->name, outcome.notified);
    };
    TRY(auto change, move_story(call, snapshot, Action::submit, std::move(move)));
    change.action = in_review ? "story.submit" : "story.send_back";
    return change;
}

Result<Change> StoryHandlers::publish_story(const Call& call, store::ReadSnapshot& snapshot) const {
    BodyReader body(body_of(call));
    std::optional<base::Time> at;
    if (body.has("at")) {
        at = body.time("at");
    } else {
        body.any("at");
    }
    std::optional<base::Time> scheduled_for;
    if (body.has("scheduled_for")) {
        scheduled_for = body.time("scheduled_for");
    } else {
        body.any("scheduled_for");
    }
    std::string reason = body.text("embargo_reason", kMaxReason).value_or("");
    TRY_VOID(body.close());
    if (!reason.empty()) {
        TRY_VOID(allow(call.who, Capability::administer));
    }
    auto publish = [at, scheduled_for, &call, reason = quoted(std::move(reason))](store::WriteTransaction& transaction, base::StoryId id,
                                                                                  Outcome& outcome) -> Result<void> {
        if (scheduled_for) {
            TRY_VOID(check_schedule(transaction, id, *scheduled_for));
        }
        TRY(const auto before, store::StoryWriter(transaction).story(id));
        TRY(const auto proposal, store::EditingReader(transaction.look()).proposal(id));
        TRY_VOID(apply_existing_draft(transaction, call, id));
        store::PublishingWriter writer(transaction);
        TRY(const auto embargo, writer.embargo(id));
        auto how = store::Embargo::kept;
        if (!reason.empty() && embargo) {
            how = store::Embargo::overruled;
            outcome.action = "story.publish_before_embargo";
            outcome.detail = fmt::format("{} {}", base::format_rfc3339(*embargo), reason);
        }
        TRY_VOID(writer.publish(id, at, how));
        return tell_of_publication(transaction, before, proposal, call.who->name, outcome);
    };
    TRY(auto change, move_story(call, snapshot, Action::publish, std::move(publish)));
    if (at && *at > clock_.now()) {
        change.action = "story.schedule";
        change.detail = base::format_rfc3339(*at);
    }
    return change;
}

Result<Change> StoryHandlers::put_embargo(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY_VOID(work_of(snapshot, call.parameters.story));
    BodyReader body(body_of(call));
    std::optional<base::Time> until;
    if (body.has("until")) {
        until = body.time("until");
    } else if (body.any("until") == nullptr) {
        body.missing("until", "a time, or null to lift the embargo");
    }
    TRY_VOID(body.close());
    auto set = [until, &call](store::WriteTransaction& transaction, base::StoryId id, Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        store::PublishingWriter writer(transaction);
        TRY(const auto holds, writer.embargo(id));
        if (holds && (!until || *until < *holds) && !sees_all(*call.who)) {
            return base::fail(ErrorCode::forbidden, "Only an editor can lift an embargo, or let it end earlier.", {"embargo-editors-only"});
        }
        TRY_VOID(writer.set_embargo(id, until));
        const bool moved = holds && until && holds != until;
        outcome.action = moved ? "story.move_embargo" : until ? "story.embargo" : "story.lift_embargo";
        // The end that it had, and the one that it has now.
        outcome.detail = holds && holds != until ? base::format_rfc3339(*holds) : "";
        outcome.detail += moved ? " " : "";
        outcome.detail += until ? base::format_rfc3339(*until) : "";
        return {};
    };
    return move_story(call, snapshot, Action::save, std::move(set));
}

Result<Change> StoryHandlers::unpublish_story(const Call& call, store::ReadSnapshot& snapshot) const {
    BodyReader body(body_of(call));
    TRY_VOID(body.close());
    return move_story(call, snapshot, Action::publish, [](store::WriteTransaction& transaction, base::StoryId id, Outcome&) {
        return store::PublishingWriter(transaction).unpublish(id);
    });
}

Result<Change> StoryHandlers::withdraw_story(const Call& call, store::ReadSnapshot& snapshot) const {
    BodyReader body(body_of(call));
    std::string reason = body.text("reason", kMaxReason, Lines::many).value_or("");
    TRY_VOID(body.close());
    return move_story(call, snapshot, Action::publish,
                      [reason = std::move(reason)](store::WriteTransaction& transaction, base::StoryId id, Outcome&) {
                          return store::PublishingWriter(transaction).withdraw(id, reason);
                      });
}

}  // namespace stoppress::newsroom
