// SPDX-License-Identifier: GPL-3.0-or-later
// Data about working on a story: drafts of changes, notes, preview links.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.hpp"
#include "base/time/time.hpp"
#include "store/editing/corrections.hpp"
#include "story/story.hpp"

namespace stoppress::store {

/// A draft of changes: at most one per story, not visible to readers until it is applied.
struct Draft {
    std::int64_t version = 0;        ///< grows with each save; never used twice for a story
    std::int64_t base_revision = 0;  ///< the revision that it changes
    base::Time saved_at;
    std::string saved_by;
    story::Content content;  ///< headline, slug and section are checked only when it is applied
};

/// A version of a draft that was kept before the draft changed much.
struct DraftVersion {
    std::int64_t number = 0;
    base::Time saved_at;
    std::string saved_by;
    std::string reason;  ///< "time", "deletion", "person" or "discarded"
    std::string headline;
};

/// A change or correction of a published story that a reporter proposes: at most one per story.
struct Proposal {
    std::string by;                          ///< who writes it, or submitted it
    std::optional<base::Time> submitted_at;  ///< nothing: it is being written, or was sent back
    bool drafted = false;                    ///< the story's draft of changes is the proposed change
    std::string note;                        ///< to editors; may be empty
    std::optional<CorrectionKind> correction_kind{};
    std::string correction;  ///< for readers, in addition to the change or alone; empty: none
};

/// What the newsroom shows of a story besides its content and status.
struct StoryWork {
    std::string created_by;
    std::string assignee;  ///< empty: nobody
    bool has_draft = false;
    std::int64_t notes_open = 0;              ///< threads that nobody has resolved
    std::int64_t draft_version = 0;           ///< grows with every draft that is saved, whatever became of the ones before
    std::int64_t trash = 0;                   ///< the number of its entry in the trash; 0: it is not there
    std::string proposed_by{};                ///< who proposes a change or correction, or writes one; empty: nobody
    std::optional<base::Time> proposed_at{};  ///< when it was submitted
    bool proposal_drafted = false;            ///< the draft of changes is the proposed change
};

/// A note to colleagues.
struct Note {
    std::int64_t number = 0;
    base::Time at;
    std::string by;
    std::string text;
    std::int64_t answers = 0;  ///< the number of the note that begins its thread; 0: it begins one
    std::string passage;       ///< the passage of the story that it is about; empty: all of it
    std::optional<base::Time> resolved_at;
    std::string resolved_by;
};

/// A link by which people without an account can see a story before it is published. Its secret is shown once
/// and not stored.
struct PreviewLink {
    std::int64_t number = 0;
    base::Time created_at;
    std::string created_by;
    base::Time expires_at;
};

}  // namespace stoppress::store
