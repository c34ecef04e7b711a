// SPDX-License-Identifier: GPL-3.0-or-later
// The work on a story: drafts of changes, assignments, notes to colleagues, preview links; and corrections for readers.
// Functions that change a story fail with `not_found` if there is no such story.
// Flow:   Writer -> WriteTransaction -> EditingWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <string>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time/time.hpp"
#include "store/editing/corrections.hpp"
#include "store/editing/records.hpp"
#include "story/story.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class EditingWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit EditingWriter(const WriteTransaction& transaction);

    /// Saves a draft of changes to that revision, replacing an existing draft; readers do not see it. Fails with
    /// `invalid` if there is no such revision. Returns its version.
    /// Until the story has an address, the slug follows the headline (see addressing.hpp). What much is deleted from, what
    /// another person wrote and what is minutes old is kept as a version (see draft_versions.hpp).
    base::Result<std::int64_t> save_draft(base::StoryId id, std::int64_t base_revision, story::Content content, const std::string& by);
    /// Replaces the draft, or starts one of the latest revision, with what a kept version says; the slug stays. The replaced draft is
    /// kept as a version, however little it differs. Fails with `not_found` if there is no such version. Returns the draft's version.
    base::Result<std::int64_t> restore_draft_version(base::StoryId id, std::int64_t number, const std::string& by);
    /// Keeps it as a version. Fails with `not_found` if there is none.
    base::Result<void> discard_draft(base::StoryId id);
    /// Makes the draft the latest revision, unless it changes nothing, and deletes it. Fails with `not_found` if there
    /// is none, `stale` if somebody saved a revision since the one that it changes, `invalid` if there is no headline,
    /// and as save_story().
    base::Result<void> apply_draft(base::StoryId id, const std::string& by);
    /// `to`: empty for nobody.
    base::Result<void> assign(base::StoryId id, const std::string& to);
    /// Returns its number. This and the next two fail with `too_large` if the story has as many as it may have.
    base::Result<std::int64_t> add_note(base::StoryId id, const std::string& text, const std::string& passage, const std::string& by);
    /// The same for an answer to a note that begins a thread. Fails with `not_found` if there is no such note, `conflict` if it is
    /// an answer itself (note-is-answer) or resolved (note-resolved).
    base::Result<std::int64_t> answer_note(base::StoryId id, std::int64_t number, const std::string& text, const std::string& by);
    /// Marks the thread that the note begins as resolved by `by`, or as open again. Fails with `not_found`, or `conflict` if the
    /// note is an answer (note-is-answer).
    base::Result<void> resolve_note(base::StoryId id, std::int64_t number, bool resolved, const std::string& by);
    /// Fails with `conflict` unless the story is published.
    base::Result<std::int64_t> add_correction(base::StoryId id, CorrectionKind kind, const std::string& text, const std::string& by);
    /// Replaces the words of a correction; its kind, time and number stay. Fails with `not_found`.
    base::Result<void> change_correction(base::StoryId id, std::int64_t number, const std::string& text);
    base::Result<std::int64_t> add_preview_link(base::StoryId id, const std::string& hash, base::Time expires_at, const std::string& by);
    base::Result<void> remove_preview_link(base::StoryId id, std::int64_t number);

private:
    base::Result<void> drop_draft(base::StoryId id);
    base::Result<std::int64_t> insert_note(base::StoryId id, Note note);

    WriterSession& session_;
};

}  // namespace stoppress::store
