// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index/reached.hpp"

#include <charconv>
#include <string>

#include "search/index/terms.hpp"

namespace stoppress::search {

namespace {

constexpr const char* kChangeKey = "change";
constexpr const char* kMarkKey = "mark";
constexpr const char* kBuiltToKey = "built_to";
constexpr const char* kWholeKey = "whole";

std::int64_t number_of(const std::string& text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

Reached reached_of(const Xapian::Database& database) {
    return {.change = number_of(database.get_metadata(kChangeKey)),
            .mark = database.get_metadata(kMarkKey),
            .built_to = {number_of(database.get_metadata(kBuiltToKey))},
            .whole = database.get_metadata(kWholeKey) == "1"};
}

void put_reached(Xapian::WritableDatabase& database, const Reached& reached) {
    database.set_metadata(kRulesKey, std::string(kIndexRules));
    database.set_metadata(kChangeKey, std::to_string(reached.change));
    database.set_metadata(kMarkKey, reached.mark);
    database.set_metadata(kBuiltToKey, std::to_string(reached.built_to.value));
    database.set_metadata(kWholeKey, reached.whole ? "1" : "0");
}

}  // namespace stoppress::search
