// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of what stays of a comment, and that nothing of it reaches out of it.
#include "document/comments/comment_body.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "document/convert.hpp"

namespace stoppress::document {
namespace {

std::string comment_of(std::string_view html) {
    auto parsed = from_html(html);
    EXPECT_TRUE(parsed.has_value());
    reduce_to_comment(parsed->document);
    // What is stored can be read again, and stays the same.
    EXPECT_EQ(from_json(to_json(parsed->document)).value(), parsed->document);
    return comment_html(parsed->document).string();
}

TEST(CommentBody, KeepsParagraphsListsQuotesAndCode) {
    EXPECT_EQ(comment_of("<p>One <b>two</b> <i>three</i> <code>four</code></p>"),
              "<p dir=\"auto\">One <strong>two</strong> <em>three</em> <code>four</code></p>\n");
    EXPECT_EQ(comment_of("<ul><li>a</li><li>b</li></ul>"), "<ul dir=\"auto\"><li>a</li><li>b</li></ul>\n");
    EXPECT_EQ(comment_of("<blockquote><p>said</p></blockquote>"), "<blockquote dir=\"auto\"><p>said</p></blockquote>\n");
    EXPECT_TRUE(comment_of("<pre><code>x &lt; y</code></pre>").contains("x &lt; y"));
}

TEST(CommentBody, VouchesForNoLink) {
    EXPECT_EQ(comment_of("<a href='https://a.test/' rel='follow' onclick='x()'>b</a>"),
              "<p dir=\"auto\"><a href=\"https://a.test/\" rel=\"nofollow ugc noopener\">b</a></p>\n");
    EXPECT_EQ(comment_of("<a href='mailto:dee@a.test'>b</a> <a href='javascript:x()'>c</a>"), "<p dir=\"auto\">b c</p>\n");
    EXPECT_EQ(comment_of("<iframe src='https://www.youtube.com/embed/abc_1234567'></iframe>"),
              "<p dir=\"auto\"><a href=\"https://www.youtube.com/watch?v=abc_1234567\" rel=\"nofollow ugc "
              "noopener\">https://www.youtube.com/watch?v=abc_1234567</a></p>\n");
}

TEST(CommentBody, LeavesOutWhatIsNoTalk) {
    EXPECT_EQ(comment_of("<script>x()</script><style>y{}</style>"), "");
    EXPECT_EQ(comment_of(R"(<p>a</p><img src="https://a.test/b.png" alt="a cat"><hr><p>c</p>)"),
              "<p dir=\"auto\">a</p>\n<p dir=\"auto\">a cat</p>\n<p dir=\"auto\">c</p>\n");
    EXPECT_EQ(comment_of(R"(<p><img src="https://a.test/b.png"></p>)"), "");
    EXPECT_EQ(comment_of("<h1 id=\"top\">Loud</h1>"), "<p dir=\"auto\"><strong>Loud</strong></p>\n");
    EXPECT_EQ(comment_of("<table><tr><td>a</td><td>b</td></tr></table>"), "<p dir=\"auto\">a · b</p>\n");
    EXPECT_FALSE(comment_of("<video src=\"/media/" + std::string(64, 'a') + ".mp4\"></video>").contains("<video"));
}

}  // namespace
}  // namespace stoppress::document
