// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the conversion of Markdown, strict reading of JSON, and the text of a body.
#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "document/convert.hpp"

namespace stoppress::document {
namespace {

std::string html_of(std::string_view markdown) {
    const auto parsed = from_markdown(markdown);
    EXPECT_TRUE(parsed.has_value());
    auto html = to_html(parsed->document).string();
    std::erase(html, '\n');
    return html;
}

TEST(FromMarkdown, ReadsCommonMarkAndGitHubsExtensions) {
    EXPECT_EQ(html_of("# A *b*\n\ntext **bold** ~~gone~~ `code`  \nnext"),
              "<h2>A <em>b</em></h2><p>text <strong>bold</strong> <del>gone</del> <code>code</code><br>next</p>");
    EXPECT_EQ(html_of("3. a\n4. b\n\n   c"), "<ol start=\"3\"><li>a</li><li><p>b</p><p>c</p></li></ol>");
    EXPECT_EQ(
        html_of("![a](/x.png \"cap\")"),
        "<figure class=\"image\"><img src=\"/x.png\" alt=\"a\" loading=\"lazy\" decoding=\"async\"><figcaption>cap</figcaption></figure>");
    EXPECT_EQ(html_of("see https://example.com/x."),
              "<p>see <a href=\"https://example.com/x\" rel=\"noopener\">https://example.com/x</a>.</p>");
    EXPECT_EQ(html_of("```c++ x\na\n```"), "<pre><code class=\"language-c++\">a</code></pre>");
    EXPECT_EQ(html_of("## Part {#part-1}\n\n[x](#part-1)"), "<h2 id=\"part-1\">Part</h2><p><a href=\"#part-1\">x</a></p>");
}

TEST(FromMarkdown, ReadsFootnotesInTheOrderOfTheirReferences) {
    const auto parsed = from_markdown("a[^x] b[^y] c[^x]\n\n[^y]: second\n\n[^x]: first\n\n[^z]: never");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(to_text(parsed->document), "a b c\n\nfirst\n\nsecond");
    EXPECT_EQ(parsed->document.footnotes.size(), 2U);
}

TEST(FromMarkdown, ReadsRawHtmlAsHtml) {
    EXPECT_EQ(html_of("a <sub>b</sub> <u>c</u>\n\n<div lang=fa>\n\n*d*\n\n</div>"), "<p>a <sub>b</sub> c</p><p lang=\"fa\"><em>d</em></p>");
    EXPECT_EQ(html_of("a<br>b <!-- c --> d"), "<p>a<br>b d</p>");
    const auto parsed = from_markdown("one\n\ntwo\n\n<div>\n<script>x</script>\n</div>\n\nthree <u>x</u>\n");
    ASSERT_TRUE(parsed.has_value());
    ASSERT_EQ(parsed->reductions.size(), 2U);
    EXPECT_EQ(parsed->reductions.front().what, "<script> removed");
    EXPECT_EQ(parsed->reductions.front().line, 6U);
    EXPECT_EQ(parsed->reductions.back().line, 9U);
}

TEST(FromMarkdown, SaysWhichLinkItCannotKeepAndOnWhichLine) {
    const auto parsed = from_markdown("one\n\n[two](javascript:x)\n");
    ASSERT_TRUE(parsed.has_value());
    ASSERT_EQ(parsed->reductions.size(), 1U);
    EXPECT_EQ(parsed->reductions.front().line, 3U);
    EXPECT_EQ(parsed->reductions.front().what, "link to \"javascript:x\" reduced to its text");
    EXPECT_EQ(to_text(parsed->document), "one\n\ntwo");
}

TEST(FromMarkdown, TakesABackslashInALinkForNoSlash) {
    const auto parsed = from_markdown("[a](/a\\\\b) [c](https://evil\\\\@example.org/)\n");
    ASSERT_TRUE(parsed.has_value());
    const auto html = to_html(parsed->document).string();
    EXPECT_THAT(html, ::testing::HasSubstr("href=\"/a%5Cb\""));
    EXPECT_THAT(html, ::testing::Not(::testing::HasSubstr("https://evil/")));
}

TEST(FromMarkdown, ReadsTheSameOnSeveralThreadsAtOnce) {
    const std::string markdown = "a ~~b~~ www.example.com c\n\n| x | y |\n|---|---|\n| ~~1~~ | 2 |\n";
    const auto expected = from_markdown(markdown)->document;
    std::atomic<int> different = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int n = 0; n < 200; ++n) {
                    const auto parsed = from_markdown(markdown);
                    different += parsed && parsed->document == expected ? 0 : 1;
                }
            });
        }
    }
    EXPECT_EQ(different, 0);
}

struct BadJson {
    std::string_view json;
    std::string_view pointer;
};
class RefusedJson : public testing::TestWithParam<BadJson> {};

TEST_P(RefusedJson, NamesThePlace) {
    const auto document = from_json(GetParam().json);
    ASSERT_FALSE(document.has_value()) << GetParam().json;
    EXPECT_EQ(document.error().code, base::ErrorCode::invalid);
    ASSERT_EQ(document.error().fields.size(), 1U);
    EXPECT_EQ(document.error().fields.front().field, GetParam().pointer);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, RefusedJson,
    testing::Values(
        BadJson{"[]", ""}, BadJson{"{}", ""}, BadJson{R"({"blocks":{}})", "/blocks"}, BadJson{R"({"blocks":[],"x":1})", ""},
        BadJson{R"({"blocks":[1]})", "/blocks/0"}, BadJson{R"({"blocks":[{"type":"html","content":"<b>"}]})", "/blocks/0/type"},
        BadJson{R"({"blocks":[{"type":"paragraph","html":"<b>"}]})", "/blocks/0"},
        BadJson{R"({"blocks":[{"type":"paragraph","content":[{"text":1}]}]})", "/blocks/0/content/0/text"},
        BadJson{R"({"blocks":[{"type":"paragraph","content":[{"text":"x","marks":["blink"]}]}]})", "/blocks/0/content/0/marks/0"},
        BadJson{R"({"blocks":[{"type":"paragraph","content":[{"text":"x","link":{"href":"javascript:x"}}]}]})",
                "/blocks/0/content/0/link/href"},
        BadJson{R"({"blocks":[{"type":"paragraph","content":[{"footnote":1}]}]})", "/blocks/0/content/0/footnote"},
        BadJson{R"({"blocks":[{"type":"heading","level":1}]})", "/blocks/0/level"},
        BadJson{R"({"blocks":[{"type":"paragraph","language":"not a tag"}]})", "/blocks/0/language"},
        BadJson{R"({"blocks":[{"type":"image","source":"data:x"}]})", "/blocks/0/source"},
        BadJson{R"({"blocks":[{"type":"image"}]})", "/blocks/0"},
        BadJson{R"({"blocks":[{"type":"image","source":"/x.png","layout":"huge"}]})", "/blocks/0/layout"},
        BadJson{R"({"blocks":[{"type":"gallery"}]})", "/blocks/0"},
        BadJson{R"({"blocks":[{"type":"gallery","images":{}}]})", "/blocks/0/images"},
        BadJson{R"({"blocks":[{"type":"gallery","images":[{"source":"/x.png"}]}]})", "/blocks/0/images"},
        BadJson{R"({"blocks":[{"type":"gallery","images":[{"source":"/x.png"},{"source":"data:x"}]}]})", "/blocks/0/images/1/source"},
        BadJson{R"({"blocks":[{"type":"gallery","images":[{"source":"/x.png"},{"source":"/y.png","layout":"wide"}]}]})",
                "/blocks/0/images/1"},
        BadJson{R"({"blocks":[{"type":"embed","url":"/x"}]})", "/blocks/0/url"},
        BadJson{R"({"blocks":[{"type":"list","items":[[],[{"type":"x"}]]}]})", "/blocks/0/items/1/0/type"}));

TEST(FromJson, RefusesWhatIsNotJson) {
    for (const auto* text : {"", "{", "{\"blocks\":[]}x", "{'blocks':[]}", "{\"blocks\":[],}", "nul"}) {
        const auto document = from_json(text);
        ASSERT_FALSE(document.has_value()) << text;
        EXPECT_EQ(document.error().code, base::ErrorCode::invalid);
    }
}

TEST(OpeningText, IsRunningTextAndStopsWhenItHasEnough) {
    const auto parsed = from_markdown("# Head\n\nOne\ntwo.\n\n```\ncode\n```\n\n- three\n\n| t |\n|---|\n\n> four");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(opening_text(parsed->document, 100), "One two. three four");
    std::string longer;
    for (int i = 0; i < 100'000; ++i) {
        longer += "word ";
    }
    const auto text = opening_text(from_markdown(longer)->document, 200);
    EXPECT_GE(text.size(), 200U);
    EXPECT_LT(text.size(), 4'000U);
}

TEST(OpeningText, CountsCodePointsAndCutsNone) {
    std::string persian;
    for (int i = 0; i < 500; ++i) {
        persian += "واژه\n";
    }
    const auto text = opening_text(from_markdown(persian)->document, 10);
    // 80 code points: sixteen words of four letters, two bytes each, with a space.
    EXPECT_EQ(text.size(), 16U * 9U);
    EXPECT_TRUE(text.starts_with("واژه واژه "));
    EXPECT_TRUE(text.ends_with("واژه "));
}

TEST(ToText, SeparatesBlocksByABlankLine) {
    const auto parsed = from_html("<h2>h</h2><p>a<br>b</p><ul><li>c</ul><table><tr><td>d<td>e</table><figure><img src=/x alt=f></figure>");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(to_text(parsed->document), "h\n\na\nb\n\nc\n\nd\te\n\nf");
}

TEST(EscapeHtml, LeavesNothingThatMarkupIsMadeOf) {
    EXPECT_EQ(escape_html("a<b>&\"'").string(), "a&lt;b&gt;&amp;&quot;&#39;");
}

}  // namespace
}  // namespace stoppress::document
