// SPDX-License-Identifier: GPL-3.0-or-later
// How an index notes how far it follows the change log.
// Thread: the database's. Throws Xapian::Error.
#pragma once

#include <xapian.h>

#include "search/index/search_index.hpp"

namespace stoppress::search {

inline constexpr const char* kRulesKey = "rules";  ///< metadata: kIndexRules of who made it

[[nodiscard]] Reached reached_of(const Xapian::Database& database);
void put_reached(Xapian::WritableDatabase& database, const Reached& reached);

}  // namespace stoppress::search
