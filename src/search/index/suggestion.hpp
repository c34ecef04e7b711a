// SPDX-License-Identifier: GPL-3.0-or-later
// "Did you mean": for words that no story has, the most frequent similar one that stories have.
// Thread: any; reads the given database only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace stoppress::search {

/// `text` with similar words in place of those of `words` that the database lacks; empty if there is none. Similar: the
/// same first letter, and one insertion, deletion, replacement or swap apart, two from six letters on. At most
/// kMaxSuggested words are looked up, among kMaxTermsWalked words. Throws Xapian::Error.
[[nodiscard]] std::string suggestion_for(const Xapian::Database& database, std::string_view text, const std::vector<std::string>& words);

}  // namespace stoppress::search
