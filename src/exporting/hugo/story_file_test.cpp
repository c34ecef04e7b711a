// SPDX-License-Identifier: GPL-3.0-or-later
// Content files of Hugo: names that Hugo takes as they are, and text that it does not take for shortcodes.
#include "exporting/hugo/story_file.hpp"

#include <gtest/gtest.h>

namespace stoppress::exporting {
namespace {

StoryFile file_of(std::string slug) {
    WalkedStory walked;
    walked.story.id = base::StoryId{7};
    walked.story.content.slug = std::move(slug);
    return hugo_file_of(walked, {});
}

TEST(HugoStoryFile, HasANameThatIsNoFoldersPage) {
    EXPECT_EQ(file_of("bridge").name, "bridge");
    EXPECT_EQ(file_of("بندر").name, "بندر");
    EXPECT_EQ(file_of("index").name, "index-7");
    EXPECT_EQ(file_of("_index").name, "_index-7");
    EXPECT_EQ(file_of("").name, "-7");
}

TEST(HugoStoryFile, IsADraftWithoutAnAddressUntilReadersCanSeeIt) {
    WalkedStory walked;
    walked.story.url = "/2026/03/bridge";
    walked.story.published_at = base::from_milliseconds(1'500'000'000'000);
    const std::string draft = hugo_file_of(walked, {"/old"}).text;
    EXPECT_TRUE(draft.contains("\"draft\": true"));
    EXPECT_FALSE(draft.contains("/2026/03/bridge"));
    EXPECT_FALSE(draft.contains("/old"));
    walked.story.status = story::Status::published;
    const StoryFile shown = hugo_file_of(walked, {"/old", "/%C3%BC", "/?p=12"});
    EXPECT_EQ(shown.folder, "content/stories/2017");
    EXPECT_FALSE(shown.text.contains("draft"));
    EXPECT_TRUE(shown.text.contains("\"url\": \"/2026/03/bridge\",\n  \"aliases\": [\"/old\",\"/ü\"]"));
}

TEST(HugoStoryFile, HasNoShortcodes) {
    EXPECT_EQ(without_shortcodes("a {{% b %}} {{<b>c</b>"), "a &#123;{% b %}} &#123;{<b>c</b>");
    EXPECT_EQ(without_shortcodes("{{{{%"), "&#123;&#123;&#123;{%");
    EXPECT_EQ(without_shortcodes("{ {< }"), "{ {< }");
}

}  // namespace
}  // namespace stoppress::exporting
