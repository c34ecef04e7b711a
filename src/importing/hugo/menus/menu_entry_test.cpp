// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that entries of menus are read in every form in which a configuration and front matter may have them.
#include "importing/hugo/menus/menu_entry.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "importing/limits.hpp"

namespace stoppress::importing::hugo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Value yaml(std::string_view text) {
    return std::get<Value>(read_yaml(text));
}

/// "menu: name (weight) -> address", for comparisons.
std::vector<std::string> shown(const std::vector<MenuEntry>& entries) {
    std::vector<std::string> lines;
    for (const MenuEntry& entry : entries) {
        lines.push_back(fmt::format("{}: {} ({}) -> {}{}{}", entry.menu, entry.name, entry.weight, entry.url, entry.page_ref,
                                    entry.has_parent ? ", below" : ""));
    }
    return lines;
}

TEST(MenuEntries, OfAConfigurationHaveEitherKeyAndAnyCase) {
    EXPECT_THAT(shown(configured_entries(yaml(R"(
menu:
  main: [{Name: News, URL: /news/, Weight: 2}]
menus:
  main: [{name: Harbour, pageRef: /news/harbour, parent: News}]
  footer: [{name: Imprint, url: /imprint/}]
)"))),
                ElementsAre("main: News (2) -> /news/", "main: Harbour (0) -> /news/harbour, below", "footer: Imprint (0) -> /imprint/"));
}

TEST(MenuEntries, OfAPageAreANameSeveralOrAMap) {
    EXPECT_THAT(shown(entries_of_page(yaml("title: A\nmenu: main\nweight: 3"))), ElementsAre("main: A (3) -> "));
    EXPECT_THAT(shown(entries_of_page(yaml("title: A\nlinkTitle: B\nmenus: [main, footer]"))),
                ElementsAre("main: B (0) -> ", "footer: B (0) -> "));
    EXPECT_THAT(shown(entries_of_page(yaml("title: A\nweight: 3\nmenu:\n  main: {name: C, weight: 0}\n  footer:"))),
                ElementsAre("main: C (0) -> ", "footer: A (3) -> "));
}

TEST(MenuEntries, AreNoneWhereTheValueIsOfAnotherKind) {
    for (const char* text : {"a: 1", "menu:", "menu: []", "menu: {}", "menu: [[main]]"}) {
        EXPECT_THAT(entries_of_page(yaml(text)), IsEmpty()) << text;
    }
    for (const char* text : {"menu: main", "menu: [a]", "menu: {main: a}", "menu: {main: [a, [b], 1]}", "menus: {main: {name: a}}"}) {
        EXPECT_THAT(configured_entries(yaml(text)), IsEmpty()) << text;
    }
}

TEST(MenuEntries, AreBounded) {
    std::string list = "menu: [";
    for (std::size_t i = 0; i < kMaxOldMenuLinks + 5; ++i) {
        list += fmt::format("m{},", i);
    }
    EXPECT_EQ(entries_of_page(yaml(list + "]")).size(), kMaxOldMenuLinks);
    const auto entries =
        configured_entries(yaml("menu: {main: [{name: " + std::string(5'000, 'n') + ", url: " + std::string(5'000, 'u') + "}]}"));
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries.front().name.size(), kMaxNameBytes);
    EXPECT_EQ(entries.front().url.size(), kMaxAddressBytes);
}

}  // namespace
}  // namespace stoppress::importing::hugo
