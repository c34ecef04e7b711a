// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a menu is taken for that of the top only if its name, or that there is no other, says so.
#include "importing/site/top_menu.hpp"

#include <gtest/gtest.h>

namespace stoppress::importing {
namespace {

TEST(TheMenuAtTheTop, IsTheOnlyOneOrTheOnlyOneWhoseNameSaysSo) {
    EXPECT_EQ(top_menu({"anything"}).name, "anything");
    EXPECT_EQ(top_menu({"footer"}).name, "footer");
    EXPECT_EQ(top_menu({"about", "primary"}).name, "primary");
    EXPECT_EQ(top_menu({"header_links", "social"}).name, "header_links");
    EXPECT_EQ(top_menu({"main-menu", "main-footer"}).name, "main-menu");
}

TEST(TheMenuAtTheTop, IsNotGuessed) {
    EXPECT_EQ(top_menu({}).name, std::nullopt);
    EXPECT_EQ(top_menu({}).note, "");
    for (const std::vector<std::string>& names : {std::vector<std::string>{"one", "two"}, {"main", "primary"}, {"stop", "remains"}}) {
        EXPECT_EQ(top_menu(names).name, std::nullopt);
        EXPECT_TRUE(top_menu(names).note.ends_with(": " + names[0] + ", " + names[1])) << top_menu(names).note;
    }
}

}  // namespace
}  // namespace stoppress::importing
