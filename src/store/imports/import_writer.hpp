// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps what imports brought, and what people decide about their notes. Readers never see any of it, so nothing here is in the change log.
// Flow:   Writer -> WriteTransaction -> ImportWriter
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "store/imports/records.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class ImportWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit ImportWriter(const WriteTransaction& transaction);

    /// Keeps a run that is over, and returns its id; nothing, and nothing is written, if it changed nothing and all its notes are known.
    /// A note that an earlier run of the same source reported stays one note: open, or as somebody decided. One that had gone is open
    /// again. If the run is complete, open notes of its source that it does not report are done, but for the kinds that it spares.
    base::Result<std::optional<std::int64_t>> keep(const ImportAccount& account);

    /// Sets one note's state. Fails with `not_found` if the run has no such note. Returns the note.
    base::Result<ImportNote> decide(std::int64_t import, std::int64_t note, NoteState state, const std::string& by);
    /// Sets the state of all open notes of a kind: `done` or `dismissed`.
    base::Result<DecidedNotes> decide_kind(std::int64_t import, const std::string& kind, NoteState state, const std::string& by);
    /// Undoes a decide_kind() that `by` made `at` that time, for the notes that nobody decided about since. Returns how many.
    base::Result<std::int64_t> reopen_kind(std::int64_t import, const std::string& kind, base::Time at, const std::string& by);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
