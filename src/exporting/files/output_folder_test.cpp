// SPDX-License-Identifier: GPL-3.0-or-later
// Names of files that come from slugs.
#include "exporting/files/output_folder.hpp"

#include <gtest/gtest.h>

#include "base/text/utf8.hpp"

namespace stoppress::exporting {
namespace {

TEST(SafeFileName, HasNothingThatLeadsElsewhere) {
    EXPECT_EQ(safe_file_name("bridge-2"), "bridge-2");
    EXPECT_EQ(safe_file_name("بندر"), "بندر");
    EXPECT_EQ(safe_file_name("a/../b\\c\n"), "a-..-b-c-");
    EXPECT_EQ(safe_file_name(".."), "-..");
    EXPECT_EQ(safe_file_name(""), "-");
}

TEST(SafeFileName, IsCutBetweenCharacters) {
    std::string slug = "a";
    for (int i = 0; i < 200; ++i) {
        slug += "ü";
    }
    const std::string name = safe_file_name(slug);
    EXPECT_EQ(name.size(), 119U);
    EXPECT_TRUE(base::is_utf8(name));
}

}  // namespace
}  // namespace stoppress::exporting
