// SPDX-License-Identifier: GPL-3.0-or-later
// The draft of changes: saved every few seconds while somebody types, not visible to readers until it is
// saved or published.
#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/stories/draft_state.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "newsroom/stories/story_handlers.hpp"
#include "newsroom/stories/story_input.hpp"
#include "newsroom/stories/story_subject.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/editing/proposal_writer.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

base::Error no_draft(base::StoryId id) {
    return base::fail(ErrorCode::not_found, fmt::format("Story {} has no draft of changes.", id.value));
}

Answer draft_answer(const std::string& site_language, const store::Draft& draft, std::span<const document::Reduction> notices = {}) {
    JsonWriter json;
    json.begin_object();
    json.key("version").number(draft.version);
    json.key("base_revision").number(draft.base_revision);
    json.key("saved_at").time(draft.saved_at);
    json.key("saved_by").text(draft.saved_by);
    write_content(json, draft.content, Body::with, site_language);
    if (!notices.empty()) {
        json.key("notices");
        write_notices(json, notices);
    }
    json.end_object();
    Answer answer;
    answer.body = json.take();
    answer.etag = draft_etag(draft.version);
    return answer;
}

struct DraftInput {
    StoryInput story_fields;
    std::optional<std::int64_t> base_revision;
};

Result<DraftInput> read_draft(const Call& call) {
    ParsedJson parsed = parse_json(call.request.body);
    if (!parsed.bad.empty()) {
        return base::fail(ErrorCode::malformed, parsed.bad);
    }
    DraftInput input;
    // Not a field of the story: read and removed first.
    if (const auto* base = parsed.value.get_object().if_contains("base_revision"); base != nullptr) {
        if (!base->is_int64() || base->get_int64() < 1) {
            FieldErrors errors;
            errors.add("/base_revision", "must be a positive integer");
            return std::move(errors).error();
        }
        input.base_revision = base->get_int64();
        parsed.value.get_object().erase("base_revision");
    }
    TRY(input.story_fields, read_story(parsed.value, Headline::unchecked));
    return input;
}

/// The current draft, and whether the caller may change it, inside a job.
struct Present {
    story::Story story;
    std::optional<store::Draft> draft;
    bool proposes = false;  ///< what the caller changes is a proposal
};

/// Reporters change a published story as a proposal: not while an editor decides about it, and never an editor's draft.
Result<void> check_own_proposal(store::ReadSnapshot snapshot, const Present& found) {
    TRY(const auto proposal, store::EditingReader(snapshot).proposal(found.story.id));
    if (proposal && proposal->submitted_at) {
        return base::fail(ErrorCode::conflict, "The proposal was submitted. Take it back before you change it.", {"proposal-submitted"});
    }
    if (found.draft && !(proposal && proposal->drafted)) {
        return base::fail(ErrorCode::conflict, "An editor is changing this story. Write a note, or propose a correction.",
                          {"draft-of-editor"});
    }
    return {};
}

Result<Present> present(store::WriteTransaction& transaction, const Call& call, Action action) {
    Present found;
    TRY(found.story, find_story(call, action, transaction));
    TRY(found.draft, store::EditingReader(transaction.look()).draft(found.story.id));
    found.proposes = found.story.status == story::Status::published && !sees_all(*call.who);
    if (found.proposes) {
        TRY_VOID(check_own_proposal(transaction.look(), found));
    }
    return found;
}

/// Call it after the draft was saved.
Result<void> note_proposal(store::WriteTransaction& transaction, const Call& call, const Present& there) {
    return there.proposes ? store::ProposalWriter(transaction).begin(there.story.id, call.who->name) : Result<void>{};
}

}  // namespace

Result<Answer> StoryHandlers::get_draft(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    TRY(const auto draft, store::EditingReader(snapshot).draft(story.id));
    if (!draft) {
        return no_draft(story.id);
    }
    return draft_answer(settings_.site.language, *draft);
}

Result<Answer> StoryHandlers::list_draft_versions(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    TRY(const auto versions, store::EditingReader(snapshot).draft_versions(story.id));
    JsonWriter json;
    json.begin_object();
    json.key("versions").begin_array();
    for (const store::DraftVersion& version : versions) {
        json.begin_object();
        json.key("number").number(version.number);
        json.key("saved_at").time(version.saved_at);
        json.key("saved_by").text(version.saved_by);
        json.key("reason").text(version.reason);
        json.key("headline").text(version.headline);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Answer> StoryHandlers::get_draft_version(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    TRY(const auto kept, store::EditingReader(snapshot).draft_version(story.id, call.parameters.revision));
    if (!kept) {
        return base::fail(ErrorCode::not_found,
                          fmt::format("There is no version {} of the drafts of story {}.", call.parameters.revision, story.id.value));
    }
    JsonWriter json;
    json.begin_object();
    json.key("number").number(call.parameters.revision);
    json.key("saved_at").time(kept->saved_at);
    json.key("saved_by").text(kept->saved_by);
    write_content(json, kept->content, Body::with, settings_.site.language);
    json.end_object();
    return answer_of(json);
}

Result<Change> StoryHandlers::save_draft(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY_VOID(require_if_match(call));
    TRY_VOID(work_of(snapshot, call.parameters.story));
    TRY(auto input, read_draft(call));
    auto notices = std::move(input.story_fields.notices);
    Change change;
    change.job = [&call, input = std::move(input)](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto there, present(transaction, call, Action::draft));
        TRY_VOID(check_if_match(call.request.if_match, there.story, there.draft));
        if (!there.draft) {
            TRY_VOID(check_readable(there.story, input.story_fields));
        }
        auto content = there.draft ? there.draft->content : there.story.content;
        auto base = there.draft ? there.draft->base_revision : there.story.revision;
        if (input.base_revision) {
            store::Draft rebased;
            rebased.base_revision = base = *input.base_revision;
            TRY_VOID(check_base(there.story, rebased));
        }
        apply(input.story_fields, content);
        outcome.visible = false;
        if (there.draft && content == there.draft->content && base == there.draft->base_revision) {
            outcome.draft = there.draft;
            return {};
        }
        TRY_VOID(store::EditingWriter(transaction).save_draft(there.story.id, base, content, call.who->name));
        TRY_VOID(note_proposal(transaction, call, there));
        TRY(outcome.draft, store::EditingReader(transaction.look()).draft(there.story.id));
        return {};
    };
    change.answer = [this, notices = std::move(notices)](store::ReadSnapshot& /*snapshot*/, Outcome& outcome) -> Result<Answer> {
        // As it was saved: by now it may be somebody else's.
        return draft_answer(settings_.site.language, *outcome.draft, notices);
    };
    return change;
}

Result<Change> StoryHandlers::restore_draft_version(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY_VOID(require_if_match(call));
    TRY_VOID(work_of(snapshot, call.parameters.story));
    Change change;
    change.job = [&call](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto there, present(transaction, call, Action::draft));
        TRY_VOID(check_if_match(call.request.if_match, there.story, there.draft));
        outcome.visible = false;
        TRY_VOID(store::EditingWriter(transaction).restore_draft_version(there.story.id, call.parameters.revision, call.who->name));
        TRY_VOID(note_proposal(transaction, call, there));
        TRY(outcome.draft, store::EditingReader(transaction.look()).draft(there.story.id));
        return {};
    };
    change.answer = [this](store::ReadSnapshot& /*snapshot*/, Outcome& outcome) -> Result<Answer> {
        return draft_answer(settings_.site.language, *outcome.draft);
    };
    return change;
}

Result<Change> StoryHandlers::discard_draft(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY_VOID(require_if_match(call));
    TRY_VOID(work_of(snapshot, call.parameters.story));
    Change change;
    change.job = [&call](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto there, present(transaction, call, Action::draft));
        if (!there.draft) {
            return no_draft(there.story.id);
        }
        TRY_VOID(check_if_match(call.request.if_match, there.story, there.draft));
        outcome.visible = false;
        return store::EditingWriter(transaction).discard_draft(there.story.id);
    };
    change.answer = [](store::ReadSnapshot& /*snapshot*/, Outcome& /*outcome*/) -> Result<Answer> { return no_content(); };
    return change;
}

Result<Change> StoryHandlers::apply_draft(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY_VOID(require_if_match(call));
    TRY_VOID(work_of(snapshot, call.parameters.story));
    Change change;
    change.job = [&call](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto there, present(transaction, call, Action::save));
        if (!there.draft) {
            return no_draft(there.story.id);
        }
        TRY_VOID(check_if_match(call.request.if_match, there.story, there.draft));
        TRY_VOID(check_base(there.story, *there.draft));
        TRY_VOID(store::EditingWriter(transaction).apply_draft(there.story.id, call.who->name));
        outcome.visible = there.story.status == story::Status::published || there.story.status == story::Status::withdrawn;
        TRY(outcome.story, store::StoryWriter(transaction).story(there.story.id));
        return {};
    };
    change.answer = [this](store::ReadSnapshot& after, Outcome& outcome) {
        return story_answer(settings_, clock_.now(), after, *outcome.story, Audience::newsroom);
    };
    return change;
}

}  // namespace stoppress::newsroom
