// SPDX-License-Identifier: GPL-3.0-or-later
// What the writer makes of a body is read as the same body again, wherever Markdown has a form for it.
#include "exporting/archive/markdown_writer.hpp"

#include <gtest/gtest.h>

#include "document/convert.hpp"

namespace stoppress::exporting {
namespace {

document::Document read_html(std::string_view html) {
    return document::from_html(html)->document;
}

std::string written(std::string_view html) {
    return to_markdown(read_html(html));
}

TEST(MarkdownWriter, IsReadAsTheSameBody) {
    for (const std::string_view html :
         {"<p>Plain words.</p><p>Two<br>lines.</p>",
          "<p>1. no list</p><p>12) neither</p><p># no heading</p><p>- no list</p><p>+ x</p><p>&gt; no quote</p>",
          "<p>*a* _b_ snake_case `c` [d](e) ![f](g) &amp;amp; &lt;b&gt; ~~h~~ \\ 2 * 3</p>", "<p>a<br># b<br>- c<br>===</p>",
          "<p><strong>a</strong> <em>b</em> <strong>c <em>d</em></strong> <em>e <strong>f</strong> g</em> <del>h</del></p>",
          "<p>in<strong>side</strong> and <code>a`b</code> and <code> </code><strong><em>both</em></strong></p>",

          "<p><a href=\"/path_(x)\">a <em>link</em></a> and <a href=\"https://paper.test/\" title=\"A &quot;title&quot;\">another</a></p>",
          "<h2>Heading # with {braces}</h2><h3 id=\"here\">Lower</h3>",
          "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ul><li>other list</li></ul>",
          "<ol start=\"9\"><li>nine</li><li><p>ten</p><p>and more</p></li></ol>",
          "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>",
          "<pre><code class=\"language-cpp\">a\n\n```\n    b\n</code></pre>", "<ul><li><p>a</p><pre><code>b\n\nc</code></pre></li></ul>",
          "<table><thead><tr><th>a</th><th align=\"right\">b</th></tr></thead><tbody><tr><td>1 | "
          "2</td><td><code>x|y</code></td></tr></tbody></table>",
          "<p>a</p><hr><p>b</p>", "<p>https://paper.test/ is no link here</p>", "<p>بندر <strong>در</strong> شب</p>"}) {
        const auto body = read_html(html);
        ASSERT_FALSE(body.empty()) << html;
        const auto markdown = to_markdown(body);
        const auto read = document::from_markdown(markdown);
        ASSERT_TRUE(read.has_value()) << html;
        EXPECT_EQ(document::to_json(read->document), document::to_json(body)) << html << "\n" << markdown;
    }
}

TEST(MarkdownWriter, KeepsFootnotes) {
    const auto body = document::from_markdown("A[^1] and B[^x].\n\n[^1]: One.\n\n    More.\n\n[^x]: *Two*.\n")->document;
    const auto markdown = to_markdown(body);
    EXPECT_EQ(document::to_json(document::from_markdown(markdown)->document), document::to_json(body)) << markdown;
}

TEST(MarkdownWriter, PutsWhiteSpaceOutsideOfMarks) {
    EXPECT_EQ(written("<p><strong> a </strong>b</p>"), "**a** b\n");
}

TEST(MarkdownWriter, FallsBackToHtmlWhereDelimitersWouldNotHold) {
    EXPECT_EQ(written("<p>H<sub>2</sub>O</p>"), "H<sub>2</sub>O\n");
    EXPECT_EQ(written("<p>a<strong>(b)</strong>c</p>"), "a<strong>(b)</strong>c\n");
    EXPECT_EQ(written("<p><strong>a</strong><em>b</em></p>"), "**a**<em>b</em>\n");
}

TEST(MarkdownWriter, HasNoShortcodesInText) {
    EXPECT_EQ(written("<p>{{&lt; x &gt;}} {{% y %}}</p>"), "{\\{\\< x >}} {\\{% y %}}\n");
}

TEST(MarkdownWriter, IsEmptyForNoBody) {
    EXPECT_EQ(to_markdown({}), "");
}

}  // namespace
}  // namespace stoppress::exporting
