// SPDX-License-Identifier: GPL-3.0-or-later
// What belongs to a story while it is worked on, and what is said about it afterwards: drafts, notes, corrections, preview links.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "story/story.hpp"

namespace stoppress::store {

/// A draft of changes: one per story, seen by no reader until it is taken in.
struct Draft {
    std::int64_t version = 0;        ///< grows with each save, and never comes twice for a story
    std::int64_t base_revision = 0;  ///< the revision whose words it changes
    base::Time saved_at;
    std::string saved_by;
    story::Content content;  ///< its headline may be empty, its slug taken, its section unknown: taking it in is when that matters
};

/// What the newsroom sees of a story beside its words and state.
struct StoryWork {
    std::string created_by;
    std::string assignee;  ///< empty: nobody
    bool has_draft = false;
    std::int64_t notes_open = 0;
};

/// A word to colleagues.
struct Note {
    std::int64_t number = 0;
    base::Time at;
    std::string by;
    std::string text;
    std::string passage;  ///< what of the story it is about; empty: all of it
    std::optional<base::Time> resolved_at;
    std::string resolved_by;
};

enum class CorrectionKind : std::uint8_t { correction, clarification, retraction };
[[nodiscard]] std::string_view to_string(CorrectionKind kind);
[[nodiscard]] std::optional<CorrectionKind> parse_correction_kind(std::string_view text);

/// What readers are told was wrong, for good.
struct Correction {
    std::int64_t number = 0;
    base::Time at;
    CorrectionKind kind = CorrectionKind::correction;
    std::string text;
};

/// One in the list of all.
struct ListedCorrection {
    story::Card card;  ///< of the story that it corrects
    Correction correction;
};

/// A link by which people without an account see a story before it is published. Its secret is told once and not kept.
struct PreviewLink {
    std::int64_t number = 0;
    base::Time created_at;
    std::string created_by;
    base::Time expires_at;
};

}  // namespace stoppress::store
