// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/text/wildcards.hpp"

#include "importing/text/text.hpp"

namespace stoppress::importing {

/// Of a pattern with several '*', each is widened only until the next one fits.
bool matches_wildcards(std::string_view pattern, std::string_view text, Letters letters) {
    const auto same = [letters](char a, char b) { return a == b || (letters == Letters::of_any_case && ascii_lower(a) == ascii_lower(b)); };
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || same(pattern[p], text[t]))) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace stoppress::importing
