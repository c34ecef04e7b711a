// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the numbers of a row from outside are ones that this program can have given, and can go on from.
// Flow:   cells_in -> refuse_wrong_numbers -> Query
// Thread: any; pure functions.
#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "store/archiving/row_text.hpp"

namespace stoppress::store {

/// No id, count or size comes near it, and there is room behind it for those that follow.
inline constexpr std::int64_t kMaxArchivedNumber = 1'000'000'000'000'000;

/// Fails with `corrupt`, naming the column, for a number beyond kMaxArchivedNumber in either direction, a time (`at`, `…_at`, `until`,
/// `…_until`) outside of the years 1 to 9999, or an `hour` before 1970 or after 9999.
[[nodiscard]] base::Result<void> refuse_wrong_numbers(const Cells& cells, Columns columns);

}  // namespace stoppress::store
