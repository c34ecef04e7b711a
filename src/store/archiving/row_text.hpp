// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of tables as lines of text, and back.
// Flow:   Query -> Cells -> line -> Cells -> Query
// Thread: any; pure functions, but for cells_of() and put(), which are the session's.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "store/archiving/site_archive.hpp"
#include "store/sql/query.hpp"
#include "store/sql/statement.hpp"

namespace stoppress::store {

/// No number, a number, or a text.
using Cell = std::variant<std::monostate, std::int64_t, std::string>;
using Cells = std::vector<Cell>;  ///< in the order of the columns
using Columns = std::span<const ValueSlot>;

[[nodiscard]] Cells cells_of(const Query& row, Columns columns);
void put(Query& into, const Cells& cells, Columns columns);

/// The first line of a CSV file, with its newline.
[[nodiscard]] std::string csv_head(Columns columns);
/// The line with its newline. Fails with `corrupt` if a text is not UTF-8, has a NUL, or does not fit on a line of CSV, and `too_large`
/// above kMaxRowBytes.
[[nodiscard]] base::Result<std::string> line_of(const Cells& cells, RowForm form, Columns columns);
/// Of a line without its newline. Fails with `corrupt`, saying what is wrong, unless it has every column once, each with a value of
/// its type, and nothing else.
[[nodiscard]] base::Result<Cells> cells_in(std::string_view line, RowForm form, Columns columns);

}  // namespace stoppress::store
