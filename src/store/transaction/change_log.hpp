// SPDX-License-Identifier: GPL-3.0-or-later
// The change log: what followers of the store, such as the edition, read.
// Flow:   WriterSession::append_change -> change -> ChangeReader -> edition, desk
// Thread: the snapshot's. Errors: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time/time.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

/// One row of the change log.
struct Change {
    base::ChangeNumber number = 0;
    base::Time at;
    std::string kind;  ///< "published", "saved", "unpublished", "withdrawn", "section", …
    base::StoryId story;
    Tags tags;
};

class ChangeReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit ChangeReader(const ReadSnapshot& snapshot);

    /// At most `limit` changes after `number`, in order.
    base::Result<std::vector<Change>> changes_after(base::ChangeNumber number, std::int64_t limit);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
