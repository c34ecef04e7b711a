// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/site/top_menu.hpp"

#include <algorithm>
#include <array>

#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

bool is_named_as_top(std::string name) {
    constexpr std::array<std::string_view, 4> kTop{"main", "primary", "header", "top"};
    constexpr std::array<std::string_view, 7> kOther{"footer", "bottom", "social", "mobile", "secondary", "sidebar", "bar"};
    std::ranges::replace(name, '_', '-');
    const auto words = split(name, '-');
    const auto has_one_of = [&words](const auto& wanted) {
        return std::ranges::any_of(words, [&wanted](std::string_view word) { return std::ranges::find(wanted, word) != wanted.end(); });
    };
    return has_one_of(kTop) && !has_one_of(kOther);
}

}  // namespace

TopMenu top_menu(const std::vector<std::string>& names) {
    if (names.empty()) {
        return {};
    }
    if (names.size() == 1) {
        return {names.front(), {}};
    }
    if (std::ranges::count_if(names, is_named_as_top) == 1) {
        return {*std::ranges::find_if(names, is_named_as_top), {}};
    }
    TopMenu none{std::nullopt, "the old site does not say which menu is at the top of the pages, so none is imported: "};
    for (const std::string& name : names) {
        none.note += (name == names.front() ? "" : ", ") + name;
    }
    return none;
}

}  // namespace stoppress::importing
