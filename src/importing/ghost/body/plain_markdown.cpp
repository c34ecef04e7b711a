// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "importing/ghost/body/body_builder.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::ghost {
namespace {

/// The end of a tag, of the address of a link or of a bare address that begins at `at`; `at` if none does.
std::size_t behind_address(std::string_view line, std::size_t at) {
    const std::string_view rest = line.substr(at);
    if (rest.front() == '<') {
        const std::size_t end = rest.find('>');
        return end == std::string_view::npos ? at : at + end + 1;
    }
    if (rest.starts_with("](")) {
        const std::size_t end = rest.find(')');
        return end == std::string_view::npos ? at : at + end + 1;
    }
    const bool bare = rest.starts_with("https://") || rest.starts_with("http://");
    return bare ? at + std::min(rest.find_first_of(" \t<>)"), rest.size()) : at;
}

/// "~2~" -> <sub>, "^2^" -> <sup>, "==x==" -> x. Code stays as it is.
std::string with_small_letters(std::string_view line) {
    struct Pair {
        std::string_view sign;
        std::string_view open;
        std::string_view close;
        bool may_have_spaces;
    };
    constexpr Pair kPairs[]{{"==", "", "", true}, {"~", "<sub>", "</sub>", false}, {"^", "<sup>", "</sup>", false}};
    std::string out;
    std::size_t at = 0;
    while (at < line.size()) {
        if (line[at] == '`') {
            const std::size_t end = std::min(behind_code(line, at), line.size());
            out += line.substr(at, end - at);
            at = end;
            continue;
        }
        if (const std::size_t behind = behind_address(line, at); behind != at) {
            out += line.substr(at, behind - at);
            at = behind;
            continue;
        }
        if (line[at] == '\\' && at + 1 < line.size()) {
            out += line.substr(at, 2);
            at += 2;
            continue;
        }
        const auto* pair = std::ranges::find_if(kPairs, [&](const Pair& one) { return line.substr(at).starts_with(one.sign); });
        // "~~" strikes through, and "[^1]" is a footnote.
        const bool other = pair == std::end(kPairs) || (pair->sign == "~" && line.substr(at).starts_with("~~")) ||
                           (pair->sign == "^" && at > 0 && line[at - 1] == '[');
        if (!other) {
            const std::size_t begin = at + pair->sign.size();
            const std::size_t end = line.find(pair->sign, begin);
            const std::string_view inside = end == std::string_view::npos ? std::string_view() : line.substr(begin, end - begin);
            if (!inside.empty() && !is_space(inside.front()) && !is_space(inside.back()) &&
                (pair->may_have_spaces || !inside.contains(' '))) {
                out += std::string(pair->open) + std::string(inside) + std::string(pair->close);
                at = end + pair->sign.size();
                continue;
            }
        }
        const std::size_t run = std::max<std::size_t>(1, std::min(line.find_first_not_of(line[at], at), line.size()) - at);
        out += line.substr(at, run);
        at += run;
    }
    return out;
}

/// "#Heading" -> "# Heading".
std::string with_heading_space(std::string_view line) {
    const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
    const bool lazy = level >= 1 && level <= 6 && level < line.size() && !is_space(line[level]);
    return lazy ? std::string(line.substr(0, level)) + ' ' + std::string(line.substr(level)) : std::string(line);
}

}  // namespace

std::string plain_markdown(std::string_view markdown) {
    std::string out;
    std::string fence;
    for (std::string_view line : split(markdown, '\n')) {
        line.remove_suffix(line.ends_with('\r') ? 1 : 0);
        const std::string_view text = trim(line);
        const bool marks = text.starts_with("```") || text.starts_with("~~~");
        if (marks && fence.empty()) {
            fence = text.substr(0, 3);
            out += line;
        } else if (marks && text.starts_with(fence)) {
            fence.clear();
            out += line;
        } else if (!fence.empty() || line.starts_with("    ") || line.starts_with('\t')) {
            out += line;
        } else {
            // Two spaces at the end of a line break it.
            out += with_small_letters(with_heading_space(line)) + (text.empty() ? "" : "  ");
        }
        out += '\n';
    }
    return out;
}

}  // namespace stoppress::importing::ghost
