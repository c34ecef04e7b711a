// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/kramdown/heading_ids.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "importing/jekyll/ruby_text.hpp"
#include "importing/text/code_points.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

/// The heading with signs for typed dashes outside of code, as kramdown has them: signs are dropped, hyphens stay.
std::string without_signs(std::string_view heading) {
    std::string out;
    for (std::size_t at = 0; at < heading.size();) {
        const std::string_view rest = heading.substr(at);
        if (rest.front() == '`') {
            const std::size_t end = behind_code(heading, at);
            out += heading.substr(at, end - at);
            at = end;
        } else if (rest.starts_with("--")) {
            out += "–";
            at += rest.starts_with("---") ? 3 : 2;
        } else {
            out += rest.front();
            ++at;
        }
    }
    return out;
}

}  // namespace

std::string KramdownHeadingIds::next(std::string_view heading) {
    std::string id;
    // With its mark, or "1. Part" would be a list.
    for_each_code_point(ruby_downcase(text_of_markdown("# " + without_signs(trim(heading)))), [&id](UChar32 c, std::string_view bytes) {
        constexpr auto kWord = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK;
        if (c < 0) {
            return;
        }
        if (c == '-' || c == ' ') {
            id += '-';
        } else if ((U_GET_GC_MASK(c) & kWord) != 0) {
            id += bytes;
        }
    });
    const std::size_t number = used_[id]++;
    if (number > 0) {
        id += fmt::format("-{}", number);
    }
    id.insert(0, prefix_);
    return id.empty() ? "section" : id;
}

}  // namespace stoppress::importing::jekyll
