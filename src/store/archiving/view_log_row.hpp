// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of data/view_log.jsonl, which is not made from a table: the two kinds of databases have different ones.
// Thread: constants.
#pragma once

#include <array>

#include "store/sql/statement.hpp"

namespace stoppress::store {

inline constexpr std::array kViewLogColumns{ValueSlot{"counts", ValueType::text}, ValueSlot{"referrers", ValueType::text}};

}  // namespace stoppress::store
