// SPDX-License-Identifier: GPL-3.0-or-later
// New stories, and new revisions of them.
#include <memory>

#include <fmt/format.h>

#include "http/message/conditional.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "newsroom/stories/story_handlers.hpp"
#include "newsroom/stories/story_input.hpp"
#include "newsroom/stories/story_subject.hpp"
#include "store/stories/story_reader.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

Result<StoryInput> read_input(const Call& call, Headline headline) {
    const ParsedJson parsed = parse_json(call.request.body);
    if (!parsed.bad.empty()) {
        return base::fail(ErrorCode::malformed, parsed.bad);
    }
    return read_story(parsed.value, headline);
}

/// The answer to a change of a story.
auto story_after(const settings::Settings& settings, const base::Clock& clock, std::vector<document::Reduction> notices) {
    return [&settings, &clock, notices = std::move(notices)](store::ReadSnapshot& snapshot, Outcome& outcome) -> Result<Answer> {
        TRY(auto answer, story_answer(settings, clock.now(), snapshot, *outcome.story, Audience::newsroom, notices));
        if (outcome.created) {
            answer.status = http::Status::created;
            answer.location = fmt::format("/api/v1/stories/{}", outcome.story->id.value);
        }
        return answer;
    };
}

}  // namespace

Result<Change> StoryHandlers::create_story(const Call& call, store::ReadSnapshot& /*snapshot*/) const {
    TRY(auto input, read_input(call, Headline::needed));
    story::Content content;
    content.language = settings_.site.language;
    apply(input, content);
    Change change;
    change.job = [content = std::move(content), by = call.who->name](store::WriteTransaction& transaction,
                                                                     Outcome& outcome) -> Result<void> {
        TRY(const auto id, store::StoryWriter(transaction).create_story(content, by));
        TRY(outcome.story, store::StoryWriter(transaction).story(id));
        outcome.created = true;
        outcome.visible = false;  // readers do not see a draft
        return {};
    };
    change.answer = story_after(settings_, clock_, std::move(input.notices));
    return change;
}

Result<Change> StoryHandlers::save_story(const Call& call, store::ReadSnapshot& snapshot) const {
    if (call.request.if_match.empty()) {
        return base::fail(ErrorCode::unconditional,
                          "If-Match is required: send the ETag of the revision that you change (for example `If-Match: \"3\"`).");
    }
    TRY_VOID(work_of(snapshot, call.parameters.story));
    TRY(auto input, read_input(call, Headline::optional));
    auto notices = std::move(input.notices);
    Change change;
    change.job = [&call, input = std::move(input)](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(auto story, find_story(call, Action::save, transaction));
        if (!http::matches_strongly(call.request.if_match, revision_etag(story.revision))) {
            auto error =
                base::fail(ErrorCode::stale,
                           fmt::format("Somebody else saved first: the story is at revision {}. Read it and apply your changes to it.",
                                       story.revision));
            error.current = revision_etag(story.revision);
            return error;
        }
        TRY_VOID(check_readable(story, input));
        story::Content content = story.content;
        apply(input, content);
        // At the address of a withdrawn story readers see that it was withdrawn, so a different slug
        // gets a different address.
        outcome.visible = story.status == story::Status::published || story.status == story::Status::withdrawn;
        if (content != story.content) {
            TRY_VOID(store::StoryWriter(transaction).save_story(story.id, story.revision, std::move(content), call.who->name));
        }
        TRY(outcome.story, store::StoryWriter(transaction).story(story.id));
        return {};
    };
    change.answer = story_after(settings_, clock_, std::move(notices));
    return change;
}

Result<Change> StoryHandlers::restore_revision(const Call& call, store::ReadSnapshot& snapshot) const {
    if (call.request.if_match.empty()) {
        return base::fail(ErrorCode::unconditional, "If-Match is required: send the ETag of the current revision.");
    }
    TRY_VOID(work_of(snapshot, call.parameters.story));
    Change change;
    change.job = [&call](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(auto story, find_story(call, Action::save, transaction));
        if (!http::matches_strongly(call.request.if_match, revision_etag(story.revision))) {
            auto error =
                base::fail(ErrorCode::stale, fmt::format("Somebody else saved first: the story is at revision {}.", story.revision));
            error.current = revision_etag(story.revision);
            return error;
        }
        TRY(auto content, store::StoryReader(transaction.look()).revision(story.id, call.parameters.revision));
        if (!content) {
            return base::fail(ErrorCode::not_found, fmt::format("Story {} has no revision {}; the latest is {}.", story.id.value,
                                                                call.parameters.revision, story.revision));
        }
        TRY(content, store::StoryWriter(transaction).without_unknown_names(std::move(*content)));
        // The address is not part of the content: readers use the current one.
        content->slug = story.content.slug;
        outcome.visible = story.status == story::Status::published;
        if (*content != story.content) {
            TRY_VOID(store::StoryWriter(transaction).save_story(story.id, story.revision, std::move(*content), call.who->name));
        }
        TRY(outcome.story, store::StoryWriter(transaction).story(story.id));
        return {};
    };
    change.answer = story_after(settings_, clock_, {});
    return change;
}

}  // namespace stoppress::newsroom
