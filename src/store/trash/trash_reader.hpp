// SPDX-License-Identifier: GPL-3.0-or-later
// The trash: what was deleted and can still be restored.
// Flow:   store -> ReadSnapshot -> TrashReader
// Thread: the snapshot's. Errors: see transaction/read_snapshot.hpp.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "store/trash/records.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class TrashReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit TrashReader(const ReadSnapshot& snapshot);

    base::Result<std::vector<TrashEntry>> entries(const TrashQuery& query);
    base::Result<std::optional<TrashEntry>> entry(std::int64_t number);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
