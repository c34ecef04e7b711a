// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/heading_ids.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "importing/hugo/addresses/content_path.hpp"
#include "importing/text/code_points.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

/// Keeps letters, digits and '_'; spaces and hyphens are hyphens each.
std::string github(std::string_view text, bool ascii) {
    std::string id;
    for_each_code_point(text, [&](UChar32 c, std::string_view) {
        if (c < 0 || (ascii && c >= 0x80)) {
            return;
        }
        if (c == '-' || c == ' ') {
            id += '-';
        } else if (c == '_' || u_isalpha(c) != 0 || u_isdigit(c) != 0) {
            append_utf8(id, static_cast<char32_t>(u_tolower(c)));
        }
    });
    return id;
}

/// Letters and numbers; whatever stands between them is one hyphen.
std::string blackfriday(std::string_view text) {
    std::string id;
    bool hyphen_due = false;
    for_each_code_point(text, [&](UChar32 c, std::string_view) {
        if (c < 0) {
            return;
        }
        if (u_isalpha(c) == 0 && (U_GET_GC_MASK(c) & U_GC_N_MASK) == 0) {
            hyphen_due = !id.empty();
            return;
        }
        id += hyphen_due ? "-" : "";
        hyphen_due = false;
        append_utf8(id, static_cast<char32_t>(u_tolower(c)));
    });
    return id;
}

}  // namespace

std::string HeadingIds::next(std::string_view heading) {
    const std::string_view text = trim(heading);
    std::string id = type_ == HeadingIdType::blackfriday    ? blackfriday(text)
                     : type_ == HeadingIdType::github_ascii ? github(without_accents(text), true)
                                                            : github(text, false);
    if (id.empty()) {
        id = "heading";
    }
    if (used_.try_emplace(id, 1).second) {
        return id;
    }
    while (true) {
        // The number is kept, so that a page of many equal headings is not searched from the start for each.
        std::string numbered = fmt::format("{}-{}", id, used_[id]++);
        if (used_.try_emplace(numbered, 1).second) {
            return numbered;
        }
    }
}

}  // namespace stoppress::importing::hugo
