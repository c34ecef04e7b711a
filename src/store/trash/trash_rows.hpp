// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the table `trash`. Shared by reading and writing, and with the slices whose rows name an entry.
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <optional>
#include <string>

#include "base/ids.hpp"
#include "store/sql/session.hpp"
#include "store/transaction/writer_session.hpp"
#include "store/trash/records.hpp"

namespace stoppress::store {

/// From a row with the columns of trash.get.
[[nodiscard]] TrashEntry trash_entry_in(const Query& row);
[[nodiscard]] std::optional<TrashEntry> find_trash(Session& session, std::int64_t number);
/// The section, topic or author that was deleted last under this slug.
[[nodiscard]] std::optional<TrashEntry> find_trash(Session& session, TrashKind kind, const std::string& slug);
void insert_trash(Session& session, const TrashEntry& entry);
void delete_trash(Session& session, std::int64_t number);

/// The number of its entry; 0 if it is not in the trash.
[[nodiscard]] std::int64_t trash_of_story(Session& session, base::StoryId id);
[[nodiscard]] std::int64_t trash_of_medium(Session& session, base::MediumId id);

/// Takes a file out of the trash if it is there: because it was uploaded again, for instance.
void take_medium_from_trash(Session& session, base::MediumId id);
/// The same for all files that a story uses.
void take_media_from_trash(Session& session, base::StoryId user);

}  // namespace stoppress::store
