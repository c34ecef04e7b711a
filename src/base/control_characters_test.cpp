// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that every control character which TOML forbids is found, on its line, and that no text is.
#include "base/control_characters.hpp"

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
