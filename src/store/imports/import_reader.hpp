// SPDX-License-Identifier: GPL-3.0-or-later
// What imports brought: their accounts and notes.
// Flow:   store -> ReadSnapshot -> ImportReader -> newsroom
// Thread: the snapshot's. Errors: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "store/imports/records.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class ImportReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit ImportReader(const ReadSnapshot& snapshot);

    /// Runs, the newest first; `before`: the id of the last one of the page before, 0 for the first page.
    base::Result<std::vector<KeptImport>> imports(std::int64_t before, std::int64_t limit);
    base::Result<std::optional<KeptImport>> import(std::int64_t id);
    /// The account of a run, in the order in which it was given.
    base::Result<std::vector<ImportCount>> counts(std::int64_t import);
    /// The kinds of its notes, in any state, by name.
    base::Result<std::vector<ImportKind>> kinds(std::int64_t import);
    base::Result<std::vector<ImportNote>> notes(const ImportNoteQuery& wanted);
    /// One note of a run.
    base::Result<std::optional<ImportNote>> note(std::int64_t import, std::int64_t id);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
