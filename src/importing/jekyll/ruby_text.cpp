// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/ruby_text.hpp"

#include <unicode/uchar.h>

#include "importing/text/code_points.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

/// `change` makes another character of each.
template <class Change>
std::string changed(std::string_view text, Change change) {
    std::string out;
    for_each_code_point(text, [&out, &change](UChar32 c, std::string_view bytes) {
        if (c < 0) {
            out += bytes;
        } else {
            change(out, c);
        }
    });
    return out;
}

void append_lower(std::string& out, UChar32 c) {
    constexpr UChar32 kCapitalDottedI = 0x130;
    if (c == kCapitalDottedI) {
        out += "i\xCC\x87";
    } else {
        append_utf8(out, static_cast<char32_t>(u_tolower(c)));
    }
}

}  // namespace

std::string ruby_downcase(std::string_view text) {
    return changed(text, append_lower);
}

std::string ruby_upcase(std::string_view text) {
    return changed(text, [](std::string& out, UChar32 c) { append_utf8(out, static_cast<char32_t>(u_toupper(c))); });
}

std::string ruby_capitalize(std::string_view text) {
    return changed(text, [](std::string& out, UChar32 c) {
        if (out.empty()) {
            append_utf8(out, static_cast<char32_t>(u_totitle(c)));
        } else {
            append_lower(out, c);
        }
    });
}

}  // namespace stoppress::importing::jekyll
