// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/stories/draft_state.hpp"

#include <fmt/format.h>

#include "http/message/conditional.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "store/editing/records.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;

namespace {

base::Error stale(std::string message, std::string current) {
    auto error = base::fail(ErrorCode::stale, std::move(message));
    error.current = std::move(current);
    return error;
}

}  // namespace

std::string draft_etag(std::int64_t version) {
    return fmt::format("\"draft-{}\"", version);
}

std::string content_etag(const story::Story& story, const std::optional<store::Draft>& draft) {
    return draft ? draft_etag(draft->version) : revision_etag(story.revision);
}

base::Result<void> check_if_match(std::string_view if_match, const story::Story& story, const std::optional<store::Draft>& draft) {
    auto current = content_etag(story, draft);
    if (http::matches_strongly(if_match, current)) {
        return {};
    }
    auto message =
        draft ? fmt::format(
                    "Somebody else saved first: the draft of changes is at version {}, saved by {}. Read it and apply your changes to it.",
                    draft->version, draft->saved_by)
              : fmt::format(
                    "Somebody else saved first: the story is at revision {} and has no draft of changes. Read it and apply your changes to "
                    "it.",
                    story.revision);
    return stale(std::move(message), std::move(current));
}

base::Result<void> check_base(const story::Story& story, const store::Draft& draft) {
    if (draft.base_revision == story.revision) {
        return {};
    }
    return stale(
        fmt::format(
            "The draft is based on revision {}, but the story is at revision {}. Merge both and save the draft with \"base_revision\": {}.",
            draft.base_revision, story.revision, story.revision),
        revision_etag(story.revision));
}

base::Result<void> require_if_match(const Call& call) {
    if (call.request.if_match.empty()) {
        return base::fail(ErrorCode::unconditional, "If-Match is required: send the ETag of the version that you read.");
    }
    return {};
}

}  // namespace stoppress::newsroom
