// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that embedded files have their exact bytes and are found by path.
#include "base/files/embedded.hpp"

#include <gtest/gtest.h>

#include "generated/embedded_sample_files.hpp"

namespace stoppress::base {
namespace {

TEST(Embedded, HoldsEachFileOrderedByPath) {
    const auto files = generated::embedded_sample_files();
    ASSERT_EQ(files.size(), 3U);
    EXPECT_TRUE(std::ranges::is_sorted(files, {}, &EmbeddedFile::path));
}

TEST(Embedded, FindsAFileWithItsExactBytes) {
    const auto files = generated::embedded_sample_files();
    const auto* plain = find_embedded(files, "a.txt");
    ASSERT_NE(plain, nullptr);
    EXPECT_EQ(plain->bytes, "first\n");
    const auto* with_zero = find_embedded(files, "deep/zero.bin");
    ASSERT_NE(with_zero, nullptr);
    EXPECT_EQ(with_zero->bytes, std::string_view("a\0b", 3));
    const auto* empty = find_embedded(files, "empty.txt");
    ASSERT_NE(empty, nullptr);
    EXPECT_TRUE(empty->bytes.empty());
}

TEST(Embedded, DoesNotFindWhatIsNotThere) {
    const auto files = generated::embedded_sample_files();
    EXPECT_EQ(find_embedded(files, "deep"), nullptr);
    EXPECT_EQ(find_embedded(files, ""), nullptr);
    EXPECT_EQ(find_embedded(files, "zzz"), nullptr);
}

}  // namespace
}  // namespace stoppress::base
