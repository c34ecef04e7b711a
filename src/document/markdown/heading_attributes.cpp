// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/markdown/heading_attributes.hpp"

#include <algorithm>

#include "document/unicode.hpp"

namespace stoppress::document {
namespace {

/// The end of one attribute at the start of `text`; 0 if there is none.
std::size_t attribute_end(std::string_view text) {
    const auto word_end = std::min(text.find_first_of(" \t"), text.size());
    if (text.front() == '#' || text.front() == '.') {
        return word_end > 1 && text.substr(1, word_end - 1).find_first_of("#{}") == std::string_view::npos ? word_end : 0;
    }
    const auto equals = text.substr(0, word_end).find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 >= text.size()) {
        return 0;
    }
    const char quote = text[equals + 1];
    if (quote == '"' || quote == '\'') {
        const auto close = text.find(quote, equals + 2);
        return close == std::string_view::npos ? 0 : close + 1;
    }
    return word_end > equals + 1 ? word_end : 0;
}

}  // namespace

std::optional<HeadingAttributes> heading_attributes(std::string_view text) {
    const auto end = text.find_last_not_of(" \t\n");
    const auto open = text.rfind('{');
    if (open == std::string_view::npos || end == std::string_view::npos || text[end] != '}' || end < open) {
        return std::nullopt;
    }
    HeadingAttributes found{.begin = open, .id = {}};
    auto inside = trimmed(text.substr(open + 1, end - open - 1));
    if (inside.empty()) {
        return std::nullopt;
    }
    while (!inside.empty()) {
        const auto attribute = attribute_end(inside);
        if (attribute == 0) {
            return std::nullopt;
        }
        if (inside.front() == '#') {
            found.id = inside.substr(1, attribute - 1);
        }
        inside = trimmed(inside.substr(attribute));
    }
    return found;
}

std::string take_anchor(Inlines& heading) {
    std::string id;
    // Twice: an id that was added may stand behind attributes without one.
    for (int times = 0; times < 2; ++times) {
        if (heading.empty() || heading.back().footnote != 0 || !heading.back().marks.empty()) {
            break;
        }
        auto& text = heading.back().text;
        drop_forbidden(text);
        const auto attributes = heading_attributes(text);
        if (!attributes) {
            break;
        }
        id = id.empty() ? attributes->id : id;
        text.resize(attributes->begin);
    }
    return id;
}

}  // namespace stoppress::document
