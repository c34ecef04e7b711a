// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that contrast is what WCAG says, and that a colour made for dark pages can be read there.
#include "render/values/accent.hpp"

#include <gmock/gmock.h>

namespace stoppress::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

settings::Settings::Site with(std::string accent, std::string dark = {}) {
    settings::Settings::Site site;
    site.accent = std::move(accent);
    site.accent_dark = std::move(dark);
    return site;
}

TEST(Accent, ContrastIsThatOfTheGuidelines) {
    EXPECT_NEAR(contrast("#000000", "#ffffff"), 21, 0.001);
    EXPECT_NEAR(contrast("#777777", "#ffffff"), 4.478, 0.001);
    EXPECT_NEAR(contrast("#ffffff", "#777777"), 4.478, 0.001);
    EXPECT_NEAR(contrast("#97191d", "#97191d"), 1, 0.001);
}

TEST(Accent, OfDarkPagesIsAsMuchLighterAsItHasToBe) {
    for (const char* const color : {"#000000", "#97191d", "#00539f", "#0000ff", "#123456", "#6b0000"}) {
        const auto made = readable_on_dark(color);
        EXPECT_GE(contrast(made, "#211f1a"), 4.5) << color << " " << made;
        EXPECT_GE(contrast(made, "#151411"), 4.5) << color << " " << made;
        EXPECT_LE(contrast(made, "#211f1a"), 5.2) << color << " " << made << ": no lighter than that";
    }
    EXPECT_EQ(readable_on_dark("#ff8f85"), "#ff8f85");
}

TEST(Accent, IsAStyleSheetForScreensWhoseNameSaysWhatIsInIt) {
    EXPECT_FALSE(accent_sheet(with("")).has_value());
    const auto both = accent_sheet(with("#00539f", "#88ccff"));
    EXPECT_EQ(both->name, "accent-00539f-88ccff.css");
    EXPECT_EQ(
        both->css,
        "@media screen { :root { --red: #00539f; } }\n@media screen and (prefers-color-scheme: dark) { :root { --red: #88ccff; } }\n");
    EXPECT_THAT(accent_sheet(with("#00539f"))->css, HasSubstr("dark) { :root { --red: " + readable_on_dark("#00539f")));
    EXPECT_THAT(accent_sheet(with("", "#88ccff"))->css, Not(HasSubstr("@media screen { :root")));
}

TEST(Accent, IsFoundAtItsAddressWhicheverColourIsChosenNow) {
    const std::string folder = "/assets/" + std::string(32, 'a');
    for (const auto& site : {with("#00539f"), with("#00539f", "#88ccff"), with("", "#88ccff")}) {
        const auto sheet = accent_sheet(site);
        const auto found = accent_sheet_at(folder + "/" + sheet->name);
        ASSERT_TRUE(found.has_value()) << sheet->name;
        EXPECT_EQ(found->css, sheet->css);
    }
    for (const char* const other : {"/accent-00539f-88ccff.css.map", "/accent-00539f.css", "/accent-00539F-88ccff.css",
                                    "/accent-none-none.css", "/accent-00539f-88ccf;.css", "/style.css", ""}) {
        EXPECT_FALSE(accent_sheet_at(folder + other).has_value()) << other;
    }
    EXPECT_FALSE(accent_sheet_at("/assets/x/accent-00539f-88ccff.css").has_value());
}

}  // namespace
}  // namespace stoppress::render
