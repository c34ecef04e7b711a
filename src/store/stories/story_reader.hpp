// SPDX-License-Identifier: GPL-3.0-or-later
// What one story is: its page for readers, its content and revisions for the newsroom, and which stories are due.
// Flow:   store -> ReadSnapshot -> StoryReader
// Thread: the snapshot's. Errors and ids without an object: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time/time.hpp"
#include "store/stories/records.hpp"
#include "story/story.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class StoryReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit StoryReader(const ReadSnapshot& snapshot);

    base::Result<std::optional<PublishedStory>> published_story(base::StoryId id);
    /// What feeds show of each: without translations and corrections. Unpublished stories are left out. A body that
    /// cannot be read is left empty, so that it affects its own page only and not the feeds with the story.
    base::Result<std::vector<PublishedStory>> published_stories(std::span<const base::StoryId> ids);
    base::Result<std::optional<story::Story>> story(base::StoryId id);
    base::Result<std::vector<RevisionInfo>> revisions(base::StoryId id);
    base::Result<std::optional<story::Content>> revision(base::StoryId id, std::int64_t number);
    /// Who created the story. Fails with `not_found` if there is no such story.
    base::Result<std::string> created_by(base::StoryId id);
    /// The scheduled stories that are due at `now`, first due first.
    base::Result<std::vector<base::StoryId>> due(base::Time now);
    /// Whether there is any story, in whatever state.
    base::Result<bool> any();
    /// When the next scheduled story is due.
    base::Result<std::optional<base::Time>> next_due();

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
