// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody typed, as a query of Xapian.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace stoppress::search {

struct ParsedQuery {
    Xapian::Query query;             ///< empty if there is nothing to look for
    std::vector<std::string> words;  ///< those that should be found, as in the index, in order, without duplicates
};

/// `languages`: of the stories in the index; words are also looked up by their stems there. Never fails: what cannot be
/// understood (lone quotation marks, NOT alone) counts as not written.
[[nodiscard]] ParsedQuery parse_query(std::string_view text, const std::vector<std::string>& languages);

}  // namespace stoppress::search
