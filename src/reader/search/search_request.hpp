// SPDX-License-Identifier: GPL-3.0-or-later
// What a request for /search asks for, and the address of the same search with something changed.
// Thread: any; pure functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time/time_zone.hpp"
#include "search/index/query.hpp"

namespace stoppress::reader {

/// The parameters of an address of a search, checked. What is not valid counts as missing, except the words, the page
/// and names, which find nothing.
struct SearchRequest {
    std::string words;    ///< at most search::kMaxQueryBytes; longer ones are cut between characters
    std::string section;  ///< slugs; empty: any
    std::string topic;
    std::string author;
    std::string language;  ///< BCP 47; empty: any
    std::string from;      ///< a day, "2026-03-01"; empty: any
    std::string until;     ///< a day, included
    search::Order order = search::Order::relevance;
    std::int64_t page = 1;
};

/// `query`: of the address, encoded.
[[nodiscard]] SearchRequest parse_search(std::string_view query);

/// "/search?q=…" with everything that is not the default, encoded. `path` instead of "/search".
[[nodiscard]] std::string search_address(const SearchRequest& request, std::string_view path = "/search");

/// The beginning of a day in the zone, or of one that is `later`; nothing if it is no day.
[[nodiscard]] std::optional<base::Time> begin_of_day(std::string_view day, const base::TimeZone& zone,
                                                     std::chrono::days later = std::chrono::days{0});

}  // namespace stoppress::reader
