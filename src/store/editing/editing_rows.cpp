// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the tables about working on a story. Shared by writing and reading.
#include "store/editing/editing_rows.hpp"

#include <array>

#include <fmt/format.h>

#include "store/stories/story_row.hpp"

namespace stoppress::store {

namespace {

constexpr std::array<std::string_view, 3> kCorrectionKinds{"correction", "clarification", "retraction"};

}  // namespace

std::string_view to_string(CorrectionKind kind) {
    return kCorrectionKinds.at(static_cast<std::size_t>(kind));
}

std::optional<CorrectionKind> parse_correction_kind(std::string_view text) {
    for (std::size_t i = 0; i < kCorrectionKinds.size(); ++i) {
        if (kCorrectionKinds.at(i) == text) {
            return static_cast<CorrectionKind>(i);
        }
    }
    return std::nullopt;
}

base::Result<std::optional<Draft>> find_draft(Session& session, base::StoryId id) {
    auto query = session.query("draft.get");
    if (!query.set("story", id.value).one()) {
        return std::optional<Draft>{};
    }
    Draft draft;
    draft.version = query.integer("version");
    draft.base_revision = query.integer("base_revision");
    draft.saved_at = base::from_milliseconds(query.integer("saved_at"));
    draft.saved_by = query.text("saved_by");
    auto content = content_in(query);
    if (!content.has_value()) {
        return base::fail(base::ErrorCode::corrupt,
                          fmt::format("The draft of changes of story {} cannot be read; run `stoppress check`.", id.value));
    }
    draft.content = std::move(*content);
    draft.content.language_named = query.integer("language_named") != 0;
    return std::optional(std::move(draft));
}

std::optional<Proposal> find_proposal(Session& session, base::StoryId id) {
    auto query = session.query("proposal.get");
    if (!query.set("story", id.value).one()) {
        return std::nullopt;
    }
    Proposal proposal;
    proposal.by = query.text("proposed_by");
    if (const auto at = query.optional_integer("submitted_at")) {
        proposal.submitted_at = base::from_milliseconds(*at);
    }
    proposal.drafted = query.integer("drafted") != 0;
    proposal.note = query.text("note");
    proposal.correction_kind = parse_correction_kind(query.text("correction_kind"));
    proposal.correction = query.text("correction");
    return proposal;
}

std::int64_t last_correction(Session& session, base::StoryId id) {
    auto query = session.query("correction.last");
    return query.set("story", id.value).one() ? query.integer("number") : 0;
}

std::vector<Correction> corrections_of(Session& session, base::StoryId id) {
    std::vector<Correction> corrections;
    auto query = session.query("correction.list");
    query.set("story", id.value);
    while (query.next()) {
        corrections.push_back({query.integer("number"), base::from_milliseconds(query.integer("at")),
                               parse_correction_kind(query.text("kind")).value_or(CorrectionKind::correction), query.text("words")});
    }
    return corrections;
}

}  // namespace stoppress::store
