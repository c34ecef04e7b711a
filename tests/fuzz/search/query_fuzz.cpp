// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody types, and texts that are searched: every input gets an answer, and snippets hold the text that they were made from.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/utf8.hpp"
#include "require.hpp"
#include "search/index/search_index.hpp"
#include "search/snippets/snippet.hpp"

namespace {

std::vector<stoppress::search::Entry> stories(std::string_view text) {
    std::vector<stoppress::search::Entry> made(3);
    for (std::size_t i = 0; i < made.size(); ++i) {
        made[i].id = {static_cast<std::int64_t>(i + 1)};
        made[i].language = i == 0 ? "en" : i == 1 ? "fa" : "und";
        made[i].headline = i == 1 ? "می‌خواهم ببینم" : "The bridge reopens";
    }
    made[2].body = text;
    return made;
}

void check(std::string_view text, std::string_view language, std::string_view query) {
    constexpr std::size_t kLength = 40;
    const auto snippet = stoppress::search::snippet_of(text, language, query, kLength);
    for (const auto& piece : snippet) {
        fuzz::require(!piece.text.empty());
        // No character is cut.
        fuzz::require(!stoppress::base::is_utf8(text) || stoppress::base::is_utf8(piece.text));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input(reinterpret_cast<const char*>(data), size);
    const auto answer = stoppress::search::find_in(stories(input), {.text = input});
    fuzz::require(answer.has_value());
    fuzz::require(answer->stories.size() <= 3 && answer->count <= 3);
    check(input, "en", "bridge");
    check("The bridge reopens. می‌خواهم ببینم، 北京大学.", "fa", input);
    check(input, "th", input);
    return 0;
}
