// SPDX-License-Identifier: GPL-3.0-or-later
// Moves to the trash what is not used, restores it, and removes it for good.
// A story in the trash keeps its rows, but is in no list, and holds neither slug nor section, topics, authors or files.
// A file keeps its rows, too. A section, topic or author has none: its name is free at once.
// Flow:   Writer -> WriteTransaction -> TrashWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <string>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/trash/records.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class TrashWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit TrashWriter(const WriteTransaction& transaction);

    /// Fails with `conflict` unless the story is a draft, or in review, and was never published. This and trash_medium()
    /// return the entry that there is if it was deleted before.
    base::Result<TrashEntry> trash_story(base::StoryId id, const std::string& by);
    /// Fails with `conflict` if a story uses it. Its files stay.
    base::Result<TrashEntry> trash_medium(base::MediumId id, const std::string& by);
    /// These fail with `conflict` if a story has it, whatever its state; by its present slug only.
    base::Result<TrashEntry> trash_section(const std::string& slug, const std::string& by);
    base::Result<TrashEntry> trash_topic(const std::string& slug, const std::string& by);
    base::Result<TrashEntry> trash_author(const std::string& slug, const std::string& by);

    /// With a story its section, topics, authors and files leave the trash. A story whose slug another one has by now gets
    /// a number. Fails with `not_found` if there is no such entry, with `conflict` if a name is in use.
    base::Result<Restored> restore(std::int64_t number);
    /// For good. Fails with `conflict` for a file that is used. Files that nothing uses any more are noted as in MediaWriter::delete_medium().
    base::Result<void> remove(std::int64_t number);
    /// Removes some of the entries whose time is over; returns how many.
    base::Result<std::int64_t> remove_expired();

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
