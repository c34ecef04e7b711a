// SPDX-License-Identifier: GPL-3.0-or-later
// What readers can see: review, publishing now, as of the past or in the future, unpublishing, withdrawing; embargoes.
// Functions that change a story fail with `not_found` if there is no such story.
// Flow:   Writer -> WriteTransaction -> PublishingWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time/time.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

/// What an embargo means to a publication.
enum class Embargo : std::uint8_t {
    kept,
    overruled  ///< published now in spite of it; never scheduled before its end
};

class PublishingWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit PublishingWriter(const WriteTransaction& transaction);

    base::Result<void> set_in_review(base::StoryId id, bool in_review);
    /// Publishes now, as of a past time, or schedules for a future `at`. Fails with `invalid` if there is no headline,
    /// `conflict` (embargoed) if it would be published before its embargo ends.
    base::Result<void> publish(base::StoryId id, std::optional<base::Time> at, Embargo embargo = Embargo::kept);
    /// The end of the story's embargo if it holds now.
    base::Result<std::optional<base::Time>> embargo(base::StoryId id);
    /// Sets the embargo, moves it, or removes it (nothing). Fails with `invalid` if it would be over already, `conflict` if
    /// the story is published or withdrawn, or scheduled for an earlier time.
    base::Result<void> set_embargo(base::StoryId id, std::optional<base::Time> until);
    base::Result<void> unpublish(base::StoryId id);
    base::Result<void> withdraw(base::StoryId id, const std::string& reason);
    /// Publishes every scheduled story that is due at `now`, each exactly once; returns them. Fails, with none of them
    /// published, if the embargo of one has not ended.
    base::Result<std::vector<base::StoryId>> publish_due(base::Time now);
    /// Publishes this story if it is scheduled and due at `now`; returns whether it did.
    base::Result<bool> publish_one_due(base::StoryId id, base::Time now);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
