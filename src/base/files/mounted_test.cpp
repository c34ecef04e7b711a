// SPDX-License-Identifier: GPL-3.0-or-later
// A mounted folder is told from one that is not.
#include "base/files/mounted.hpp"

#include <gtest/gtest.h>

#include "base/files/temporary_folder.hpp"

namespace stoppress::base {
namespace {

TEST(Mounted, IsTrueOnlyWhereAMountBegins) {
    const auto folder = TemporaryFolder::make("mounted-test");
    ASSERT_TRUE(folder.has_value());
    EXPECT_FALSE(is_mounted(folder->path()));
    EXPECT_FALSE(is_mounted(folder->path() / "missing"));
    EXPECT_TRUE(is_mounted("/proc"));
    EXPECT_FALSE(is_mounted("/proc/self/fd"));
    EXPECT_TRUE(is_mounted("/"));
}

}  // namespace
}  // namespace stoppress::base
