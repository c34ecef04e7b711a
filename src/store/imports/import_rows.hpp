// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the tables `import_run`, `import_count` and `import_note`. Shared by reading and writing.
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "store/imports/records.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

[[nodiscard]] std::string_view to_string(ImportPart part);

/// From a row with the columns of import_run.get.
[[nodiscard]] KeptImport import_in(const Query& row);
/// From a row of import_count.of_run.
[[nodiscard]] ImportCount import_count_in(const Query& row);
/// From a row with the columns of import_note.get.
[[nodiscard]] ImportNote import_note_in(const Query& row);
[[nodiscard]] std::optional<KeptImport> find_import(Session& session, std::int64_t id);

}  // namespace stoppress::store
