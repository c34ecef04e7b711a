// SPDX-License-Identifier: GPL-3.0-or-later
// Lists as one parameter of a statement.
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "store/sql/statement.hpp"

namespace stoppress::store {

/// The value for a statement's parameter `ids`: a JSON array for SQLite, the text of an array for PostgreSQL.
[[nodiscard]] std::string list_of(Dialect dialect, std::span<const std::int64_t> values);
/// The same for texts of letters and digits, such as hashes; other texts, which cannot be hashes, are left out.
[[nodiscard]] std::string list_of_hashes(Dialect dialect, std::span<const std::string_view> hashes);

template <class Tag>
[[nodiscard]] std::string list_of_ids(Dialect dialect, std::span<const base::Id<Tag>> ids) {
    std::vector<std::int64_t> values;
    values.reserve(ids.size());
    for (const auto id : ids) {
        values.push_back(id.value);
    }
    return list_of(dialect, values);
}

}  // namespace stoppress::store
