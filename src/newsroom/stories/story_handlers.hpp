// SPDX-License-Identifier: GPL-3.0-or-later
// Stories: read, saved, reviewed, published; their drafts of changes, corrections and comments.
// Thread: a reading thread.
#pragma once

#include "base/time/clock.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/auth/access.hpp"
#include "settings/effective_settings.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {

/// The arguments must outlive it.
class StoryHandlers {
public:
    StoryHandlers(const settings::Settings& settings, const settings::EffectiveSettings& effective_settings, const base::Clock& clock,
                  store::Credentials& credentials)
        : settings_(settings), effective_settings_(effective_settings), clock_(clock), credentials_(credentials) {}

    // read_stories.cpp
    [[nodiscard]] base::Result<Answer> list_stories(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> get_story(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> list_translations(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> list_revisions(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> get_revision(const Call& call, store::ReadSnapshot& snapshot) const;

    // save_stories.cpp
    [[nodiscard]] base::Result<Change> create_story(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> save_story(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> restore_revision(const Call& call, store::ReadSnapshot& snapshot) const;

    // publishing.cpp
    [[nodiscard]] base::Result<Change> review_story(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> publish_story(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> put_embargo(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> unpublish_story(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> withdraw_story(const Call& call, store::ReadSnapshot& snapshot) const;

    // drafts.cpp
    [[nodiscard]] base::Result<Answer> get_draft(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> list_draft_versions(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> get_draft_version(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> save_draft(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> restore_draft_version(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> discard_draft(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> apply_draft(const Call& call, store::ReadSnapshot& snapshot) const;

    // proposals.cpp
    [[nodiscard]] base::Result<Change> propose(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> take_proposal(const Call& call, store::ReadSnapshot& snapshot) const;

private:
    /// Changes a story's status in a job's transaction.
    using Move = std::move_only_function<base::Result<void>(store::WriteTransaction&, base::StoryId, Outcome&)>;
    /// Calls `move` if the story's status inside the transaction allows `action` to the caller.
    [[nodiscard]] base::Result<Change> move_story(const Call& call, store::ReadSnapshot& snapshot, Action action, Move move) const;

    const settings::Settings& settings_;
    const settings::EffectiveSettings& effective_settings_;
    const base::Clock& clock_;
    store::Credentials& credentials_;
};

// convert.cpp
/// Answers with the document that a body in another format makes.
[[nodiscard]] base::Result<Answer> convert_body(const Call& call, store::ReadSnapshot& snapshot);

// proposals.cpp
[[nodiscard]] base::Result<Answer> get_proposal(const Call& call, store::ReadSnapshot& snapshot);

// corrections.cpp
[[nodiscard]] base::Result<Answer> list_corrections(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> add_correction(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> change_correction(const Call& call, store::ReadSnapshot& snapshot);

// comments.cpp
[[nodiscard]] base::Result<Answer> list_comments(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> hide_comment(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> delete_comment(const Call& call, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
