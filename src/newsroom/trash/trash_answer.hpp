// SPDX-License-Identifier: GPL-3.0-or-later
// Entries of the trash as JSON and for the audit log.
// Thread: any; pure functions.
#pragma once

#include <string>

#include "newsroom/formats/json_writer.hpp"
#include "store/trash/records.hpp"

namespace stoppress::newsroom {

void write_trash_entry(JsonWriter& json, const store::TrashEntry& entry);

/// "story 17", "section city", "file 12".
[[nodiscard]] std::string trash_subject(const store::TrashEntry& entry);

}  // namespace stoppress::newsroom
