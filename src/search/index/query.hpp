// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody looks for, and what was found.
// Thread: plain data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time/time.hpp"

namespace stoppress::search {

enum class Order : std::uint8_t { relevance, newest };

struct Query {
    /// What was typed: at most kMaxQueryBytes. Words must all be there, in any order; words in quotation marks (of any
    /// language) beside each other; OR (in capitals) between two words: either; NOT or '-' before a word: not that one.
    std::string text{};
    base::SectionId section{};  ///< 0: any
    base::TopicId topic{};
    base::AuthorId author{};
    std::string language{};              ///< BCP 47, or without its region for all regions; empty: any
    std::optional<base::Time> from{};    ///< published at or after
    std::optional<base::Time> before{};  ///< published before
    Order order = Order::relevance;      ///< relevance: by words, and a little by age
    std::size_t offset = 0;
    std::size_t limit = 20;  ///< offset + limit: at most kMaxDepth, else cut
};

struct Answer {
    std::vector<base::StoryId> stories;  ///< best first
    std::size_t count = 0;               ///< of all that match
    bool exact = true;                   ///< false: `count` is an estimate
    bool asked = true;                   ///< false: the text has no word that can be looked for
    std::string suggestion;              ///< the text with words that are found, for words that are not; empty: none
};

}  // namespace stoppress::search
