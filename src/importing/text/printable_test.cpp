// SPDX-License-Identifier: GPL-3.0-or-later
// What an old site's text may do to a terminal, and to the line of a report.
#include "importing/text/printable.hpp"

#include <gtest/gtest.h>

namespace stoppress::importing {
namespace {

TEST(Printable, NothingActsOnItsLine) {
    EXPECT_EQ(printable("a\tb\nc\x1B[31m\x7F"), "a b c [31m ");
    EXPECT_EQ(printable("The \u202Eold\u2069"), "The \\u202Eold\\u2069");
    EXPECT_EQ(printable("\u0085\u009B1m\u2028"), "\\u0085\\u009B1m\\u2028");
    EXPECT_EQ(printable("broken \xFF"), "broken \\xFF");
}

TEST(Printable, LettersStay) {
    EXPECT_EQ(printable("نیم‌فاصله, ΟΔΟΣ, 日本"), "نیم‌فاصله, ΟΔΟΣ, 日本");
}

}  // namespace
}  // namespace stoppress::importing
