// SPDX-License-Identifier: GPL-3.0-or-later
// What is left out of a Substack post, and what stays.
#include "importing/substack/post_html.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace stoppress::importing::substack {
namespace {

std::string shown(std::string_view html) {
    std::vector<std::string> notes;
    return shown_html(html, notes);
}

TEST(ShownHtml, LeavesOutWholeElementsOfTheProgram) {
    EXPECT_EQ(shown(R"(<p>a</p><div class="x subscription-widget"><div>b</div></div><p class="y">c</p>)"), R"(<p>a</p><p class="y">c</p>)");
    EXPECT_EQ(shown(R"(<p class="button-wrapper"><a href="%%share_url%%">b</a></p>c)"), "c");
    const std::string own = R"(<p class="button-wrapper"><a href="https://a.test/">b</a></p>)";
    EXPECT_EQ(shown(own), own);
}

TEST(ShownHtml, LeavesOutNothingThatHasNoEnd) {
    const std::string open = R"(<p>a</p><div class="poll-embed"><p>the rest</p>)";
    EXPECT_EQ(shown(open), open);
}

TEST(ShownHtml, ReadsATextOnce) {
    // In quadratic time this would take minutes.
    for (const std::string_view one : {"<p class=x>", "<div class=\"comment\">", "<p class=\"button-wrapper\">"}) {
        std::string open;
        for (int i = 0; i < 100'000; ++i) {
            open += one;
        }
        EXPECT_EQ(shown(open), open);
    }
}

}  // namespace
}  // namespace stoppress::importing::substack
