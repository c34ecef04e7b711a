// SPDX-License-Identifier: GPL-3.0-or-later
// Typographic quotes, dashes and the like as WordPress shows them for the straight ones that were typed. Follows wptexturize() of
// WordPress 6.1, piece by piece between tags as it does.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::importing::wordpress {

/// The marks of a language.
struct TextMarks {
    std::string_view opening;  ///< double; all four empty: quotes stay as they are
    std::string_view closing;
    std::string_view opening_single;
    std::string_view closing_single;
    std::string_view en_dash = "–";
    std::string_view em_dash = "—";
};

/// The marks of WordPress's translation into the language; for one whose marks we do not know, none for quotes.
[[nodiscard]] TextMarks marks_of(std::string_view language);

/// HTML with its text changed, outside of code. Lines stay where they are.
[[nodiscard]] std::string texturized(std::string_view html, const TextMarks& marks);

}  // namespace stoppress::importing::wordpress
