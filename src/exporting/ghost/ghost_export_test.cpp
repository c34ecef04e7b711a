// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a body in Ghost's tree, which marks Ghost draws as they are, and the names and addresses that it takes.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "document/convert.hpp"
#include "exporting/ghost/drawn_marks.hpp"
#include "exporting/ghost/email_address.hpp"
#include "exporting/ghost/ghost_addresses.hpp"
#include "exporting/ghost/ghost_names.hpp"
#include "exporting/ghost/lexical_body.hpp"

namespace stoppress::exporting {
namespace {

document::Document parsed(std::string_view html) {
    return document::from_html(html).value().document;
}

std::string lexical_of(std::string_view html) {
    return lexical_body({.opening = {}, .body = parsed(html), .closing = {}});
}

bool draws(std::string_view html) {
    return ghost_draws_marks(std::get<document::Paragraph>(parsed(html).blocks.front().node).content);
}

TEST(DrawnMarks, FollowTheRendererOfGhost) {
    for (const char* html : {"<p>a</p>", "<p><b>a</b> b</p>", "<p><b>a<i>b</i></b>c</p>", "<p><b><i>a</i>b</b></p>",
                             "<p><i><b>a</b></i><i>b</i></p>", "<p><b>a</b><a href=\"/x\"><i>b</i></a><i>c</i></p>"}) {
        EXPECT_TRUE(draws(html)) << html;
    }
    // The middle is both, and the mark that began first ends first.
    EXPECT_FALSE(draws("<p><b>a<i>b</i></b><i>c</i></p>"));
    EXPECT_FALSE(draws("<p><i>a<b>b</b></i><b>c</b></p>"));
}

TEST(LexicalBody, HasNodesForWhatGhostHas) {
    EXPECT_EQ(
        lexical_of("<p>a<br>b</p>"),
        R"({"root":{"children":[{"children":[{"detail":0,"format":0,"mode":"normal","style":"","text":"a","type":"extended-text","version":1},)"
        R"({"type":"linebreak","version":1},{"detail":0,"format":0,"mode":"normal","style":"","text":"b","type":"extended-text","version":1}],)"
        R"("direction":null,"format":"","indent":0,"type":"paragraph","version":1}],"direction":null,"format":"","indent":0,"type":"root","version":1}})");
    EXPECT_TRUE(lexical_of("").contains(R"("type":"paragraph")"));
    EXPECT_TRUE(lexical_of("<blockquote class=\"pullquote\"><p>a</p></blockquote>").contains(R"("type":"aside")"));
    EXPECT_TRUE(lexical_of("<ul><li>a<ol><li>b</li></ol></li></ul>").contains(R"("listType":"number")"));
}

TEST(LexicalBody, LeavesInHtmlWhatGhostWouldLose) {
    for (const char* html : {"<p lang=\"fr\">a</p>", "<p dir=\"rtl\">a</p>", "<p><b>a<i>b</i></b><i>c</i></p>",
                             "<blockquote><p>a</p><p>b</p></blockquote>", "<blockquote><p>a</p><footer>b</footer></blockquote>",
                             "<ul><li><p>a</p><p>b</p></li></ul>", "<h2 id=\"x\">a</h2>", "<table><tr><td>a</td></tr></table>"}) {
        EXPECT_TRUE(lexical_of(html).contains(R"("type":"html")")) << html;
    }
}

TEST(LexicalBody, KeepsHeadingsThatHaveTheIdOfGhost) {
    const std::string text =
        lexical_of("<h2 id=\"rates\">Rates</h2><h2 id=\"rates-1\">Rates</h2><h3 id=\"خبر-تازه\">خبر تازه</h3><h2>Free</h2>");
    EXPECT_FALSE(text.contains(R"("type":"html")")) << text;
    EXPECT_TRUE(lexical_of("<h2>Rates</h2><h2 id=\"rates\">Rates</h2>").contains(R"("type":"html")"));
}

TEST(LexicalBody, KeepsNotesWithTheirReferences) {
    const auto body = document::from_markdown("One.\n\nTwo.[^1]\n\nThree.\n\n[^1]: Note.");
    const std::string text = lexical_body({.opening = {}, .body = body.value().document, .closing = {}});
    EXPECT_TRUE(text.contains(R"("text":"One.")"));
    EXPECT_TRUE(text.contains(R"({"type":"html","version":1,"html":"<p>Two.<sup)")) << text;
}

TEST(LexicalBody, HasPlayersThatWait) {
    const auto player = [](const std::string& address) {
        return lexical_of("<figure class=\"embed\" data-provider=\"x\"><a href=\"" + address + "\">t</a></figure>");
    };
    EXPECT_TRUE(player("https://www.youtube.com/watch?v=dQw4w9WgXcQ").contains(R"(youtube-nocookie.com/embed/dQw4w9WgXcQ\")"));
    EXPECT_TRUE(player("https://vimeo.com/76979871").contains(R"(player.vimeo.com/video/76979871?dnt=1\")"));
    EXPECT_TRUE(player("https://example.org/a").contains(R"("type":"bookmark")"));
}

TEST(LexicalBody, WritesTheMarkOfGhostForItsSite) {
    const std::string text = lexical_of("<p><a href=\"https://ghost-url.stoppress.invalid/x\">a</a></p>");
    EXPECT_TRUE(text.contains(R"("url":"__GHOST_URL__/x")")) << text;
}

TEST(PlainAddresses, AreThoseThatEveryReaderTakes) {
    for (const char* email : {"ann.lee@paper.test", "a+b_c%d@a-b.example.org"}) {
        EXPECT_TRUE(is_plain_email(email)) << email;
    }
    for (const char* email : {"", "ann", "@paper.test", "ann@paper", "ann@paper.t", ".a@paper.test", "a..b@paper.test", "a b@paper.test",
                              "\"a\"@paper.test", "a@-paper.test", "a@paper.123", "a@b@paper.test", "ن@paper.test"}) {
        EXPECT_FALSE(is_plain_email(email)) << email;
    }
    EXPECT_TRUE(is_plain_web_address("https://paper.test/x?y#z"));
    EXPECT_TRUE(is_plain_web_address("http://paper.test"));
    for (const char* address :
         {"", "paper.test", "ftp://paper.test", "https://localhost", "https://paper.test/a b", "https://paper.test:99/"}) {
        EXPECT_FALSE(is_plain_web_address(address)) << address;
    }
}

story::Story story_of(std::int64_t id, std::string slug, story::Status status) {
    story::Story story;
    story.id = base::StoryId{id};
    story.status = status;
    story.content.slug = std::move(slug);
    story.published_at = *base::parse_rfc3339("2026-03-31T23:30:00Z");
    return story;
}

TEST(GhostSlugs, StandOnceAndPublishedStoriesKeepTheirs) {
    GhostSlugs slugs;
    const auto draft = story_of(1, "bridge", story::Status::draft);
    const auto first = story_of(2, "bridge", story::Status::published);
    const auto second = story_of(3, "bridge", story::Status::published);
    const auto numbered = story_of(4, "bridge-2", story::Status::published);
    for (const auto& story : {draft, first, second, numbered}) {
        slugs.reserve(story);
    }
    EXPECT_EQ(slugs.take(draft), "bridge-3");
    EXPECT_EQ(slugs.take(first), "bridge");
    EXPECT_EQ(slugs.take(second), "bridge-4");
    EXPECT_EQ(slugs.take(numbered), "bridge-2");
    EXPECT_EQ(slugs.take(story_of(5, "", story::Status::draft)), "");
    EXPECT_EQ(slugs.take(story_of(6, "rss", story::Status::published)), "rss-2");
}

TEST(GhostPermalinks, AreThoseOfMostStories) {
    GhostPermalinks permalinks("Europe/Berlin");
    auto story = story_of(1, "bridge", story::Status::published);
    story.url = "/2026/04/bridge";
    permalinks.count(story);
    EXPECT_EQ(permalinks.address(story, "bridge"), "/2026/04/bridge/");
    EXPECT_TRUE(permalinks.routes().contains("permalink: /{year}/{month}/{slug}/\n"));
    story.url = "/bridge/";
    permalinks.count(story);
    permalinks.count(story);
    EXPECT_EQ(permalinks.address(story, "bridge"), "/bridge/");
}

}  // namespace
}  // namespace stoppress::exporting
