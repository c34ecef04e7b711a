// SPDX-License-Identifier: GPL-3.0-or-later
// What readers can see: review, publishing now, as of the past or in the future, unpublishing, withdrawing.
// Functions that change a story fail with `not_found` if there is no such story.
// Flow:   Writer -> WriteTransaction -> PublishingWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class PublishingWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit PublishingWriter(const WriteTransaction& transaction);

    base::Result<void> set_in_review(base::StoryId id, bool in_review);
    /// Publishes now, as of a past time, or schedules for a future `at`. Fails with `invalid` if there is no headline.
    base::Result<void> publish(base::StoryId id, std::optional<base::Time> at);
    base::Result<void> unpublish(base::StoryId id);
    base::Result<void> withdraw(base::StoryId id, const std::string& reason);
    /// Publishes every scheduled story that is due at `now`, each exactly once; returns them.
    base::Result<std::vector<base::StoryId>> publish_due(base::Time now);
    /// Publishes this story if it is scheduled and due at `now`; returns whether it did.
    base::Result<bool> publish_one_due(base::StoryId id, base::Time now);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
