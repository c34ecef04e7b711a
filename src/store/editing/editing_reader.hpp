// SPDX-License-Identifier: GPL-3.0-or-later
// The work on a story: drafts of changes, notes, preview links; and the corrections that readers see.
// Flow:   store -> ReadSnapshot -> EditingReader
// Thread: the snapshot's. Errors and ids without an object: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time/time.hpp"
#include "store/editing/corrections.hpp"
#include "store/editing/records.hpp"
#include "store/stories/records.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class EditingReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit EditingReader(const ReadSnapshot& snapshot);

    /// Of one story, oldest first, whatever its status.
    base::Result<std::vector<Correction>> corrections(base::StoryId id);
    /// Of all published stories, newest first.
    base::Result<std::vector<ListedCorrection>> newest_corrections(std::int64_t offset, std::int64_t limit);
    base::Result<std::int64_t> correction_count();
    /// What the newsroom shows of each story besides its content and status.
    base::Result<std::vector<StoryWork>> work(std::span<const base::StoryId> ids);
    base::Result<std::optional<Draft>> draft(base::StoryId id);
    /// Versions that were kept of its drafts, the latest first.
    base::Result<std::vector<DraftVersion>> draft_versions(base::StoryId id);
    /// One of them with its content, as a draft without version and base revision; nothing if there is none.
    base::Result<std::optional<Draft>> draft_version(base::StoryId id, std::int64_t number);
    base::Result<std::optional<Proposal>> proposal(base::StoryId id);
    base::Result<std::vector<Note>> notes(base::StoryId id);
    /// How many of the notes are answers to others.
    base::Result<std::int64_t> answer_count(base::StoryId id);
    /// The story as its page would be with its draft of changes, whatever its status.
    base::Result<std::optional<PublishedStory>> previewed_story(base::StoryId id);
    /// The links that have not expired at `now`.
    base::Result<std::vector<PreviewLink>> preview_links(base::StoryId id, base::Time now);
    /// The story of the preview link whose secret has this hash; nothing if there is none, or if it has expired.
    base::Result<std::optional<base::StoryId>> previewed_by(std::string_view hash, base::Time now);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
