// SPDX-License-Identifier: GPL-3.0-or-later
// Creates, saves and imports stories.
// Functions that change a story fail with `not_found` if there is no such story.
// Flow:   Writer -> WriteTransaction -> StoryWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <string>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/stories/records.hpp"
#include "store/transaction/import_outcome.hpp"
#include "story/story.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class StoryWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit StoryWriter(const WriteTransaction& transaction);

    /// Creates a draft. `by`: who saves it. An empty slug is made from the headline (with a number if it is in use); a
    /// given slug in use is a `conflict` with field /slug. An unknown section is `invalid` with field /section; unknown
    /// topics and authors are created.
    base::Result<base::StoryId> create_story(story::Content content, const std::string& by);
    /// Saves a new revision. Fails with `stale` if `expected_revision` is not the latest one. If the story is
    /// published, readers see the revision at once.
    base::Result<void> save_story(base::StoryId id, std::int64_t expected_revision, story::Content content, const std::string& by);
    /// `content` without the section, topics and authors that do not exist any more. For an earlier revision: restored
    /// as it is, it would be refused, and make anew what was deleted since.
    base::Result<story::Content> without_unknown_names(story::Content content);
    base::Result<ImportOutcome> import_story(const ImportedStory& story);
    /// A story as it is inside this transaction, for the answer to a change.
    base::Result<story::Story> story(base::StoryId id);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
