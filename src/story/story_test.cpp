// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the names of states and windows, and a story's default address.
#include "story/story.hpp"

#include <gtest/gtest.h>

namespace stoppress::story {
namespace {

TEST(Status, IsReadBackFromItsName) {
    for (const auto status : {Status::draft, Status::in_review, Status::scheduled, Status::published, Status::withdrawn}) {
        EXPECT_EQ(parse_status(to_string(status)), status);
        EXPECT_FALSE(to_string(status).empty());
    }
    EXPECT_EQ(parse_status("Draft"), std::nullopt);
    EXPECT_EQ(parse_status(""), std::nullopt);
}

TEST(Window, IsReadBackFromItsName) {
    for (const auto window : {Window::day, Window::week, Window::month, Window::all}) {
        EXPECT_EQ(parse_window(to_string(window)), window);
    }
    EXPECT_EQ(parse_window("year"), std::nullopt);
    EXPECT_EQ(hours_of(Window::week), std::chrono::hours{168});
    EXPECT_EQ(hours_of(Window::all), std::nullopt);
}

TEST(DefaultAddress, IsByTheDateWhereTheNewsroomStands) {
    const auto new_year = *base::parse_rfc3339("2026-01-01T00:30:00Z");
    EXPECT_EQ(default_address(new_year, "x", "UTC"), "/2026/01/x");
    EXPECT_EQ(default_address(new_year, "x", "America/New_York"), "/2025/12/x");
    EXPECT_EQ(default_address(new_year, "x", "Asia/Tehran"), "/2026/01/x");
}

}  // namespace
}  // namespace stoppress::story
