// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that every control character that TOML forbids is found, with its line, and that other text is accepted.
#include "base/text/control_characters.hpp"

#include <gtest/gtest.h>

namespace stoppress::base {
namespace {

TEST(ControlCharacters, AreFoundOnTheirLine) {
    using namespace std::string_view_literals;
    EXPECT_EQ(line_of_control_character("title = 1\n[\0x]\n"sv), 2U);
    EXPECT_EQ(line_of_control_character("\x7F"), 1U);
    EXPECT_EQ(line_of_control_character("a\r\n\r\n\x0B"), 3U);
}

TEST(ControlCharacters, AreNotInText) {
    EXPECT_EQ(line_of_control_character("a\tb\r\nسلام 😀\n"), std::nullopt);
    EXPECT_EQ(line_of_control_character(""), std::nullopt);
}

}  // namespace
}  // namespace stoppress::base
