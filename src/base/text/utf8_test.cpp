// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the counting of characters.
#include "base/text/utf8.hpp"

#include <gtest/gtest.h>

namespace stoppress::base {
namespace {

TEST(Utf8, CountsCodePoints) {
    EXPECT_EQ(characters(""), 0U);
    EXPECT_EQ(characters("Tram"), 4U);
    EXPECT_EQ(characters("سلام"), 4U);
    EXPECT_EQ(characters("e\u0301"), 2U) << "a letter and its accent";
}

}  // namespace
}  // namespace stoppress::base
