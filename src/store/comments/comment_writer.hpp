// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps comments that imports bring, and what the newsroom does with them. Pages of the story hear of it by the change log.
// Flow:   importing, newsroom -> Writer -> WriteTransaction -> CommentWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/comments/records.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class CommentWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit CommentWriter(const WriteTransaction& transaction);

    /// Brings comments of one story up to what the earlier site has; others of the story stay. `story`: the source of the story
    /// (ImportedStory::source). Returns what became of each, in their order.
    base::Result<std::vector<CommentOutcome>> import_comments(const std::string& story, const std::vector<ImportedComment>& comments);

    /// Whether readers see it. Fails with `not_found` if the story has no such comment. Returns whether that changed anything.
    base::Result<bool> hide(base::StoryId story, std::int64_t number, bool hidden);
    /// Deletes what somebody wrote, with their name. Imports do not bring it back. Fails as hide() does.
    base::Result<void> remove(base::StoryId story, std::int64_t number);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
