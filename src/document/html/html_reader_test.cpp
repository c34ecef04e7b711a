// SPDX-License-Identifier: GPL-3.0-or-later
// Tests how each kind of HTML is converted, shown as our own HTML, and which losses are reported. Each result is read
// back from its own HTML.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "document/convert.hpp"

namespace stoppress::document {
namespace {

struct HtmlCase {
    std::string_view html;
    std::string_view written;       ///< as one line; blocks are separated by nothing
    std::string_view reduced = {};  ///< what is said, each followed by ';'
};

std::string without_newlines(std::string text) {
    std::erase(text, '\n');
    return text;
}

class HtmlCases : public testing::TestWithParam<HtmlCase> {};

TEST_P(HtmlCases, BecomeTheModelsOwnForm) {
    const auto& [html, written, reduced] = GetParam();
    const auto parsed = from_html(html);
    ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
    EXPECT_EQ(without_newlines(to_html(parsed->document).string()), written) << html;
    std::string said;
    for (const auto& reduction : parsed->reductions) {
        said += reduction.what + ";";
    }
    EXPECT_EQ(said, reduced) << html;
    const auto again = from_html(to_html(parsed->document).string());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->document, parsed->document) << to_json(again->document);
}

INSTANTIATE_TEST_SUITE_P(
    Text, HtmlCases,
    testing::Values(HtmlCase{"", ""}, HtmlCase{"  \n ", ""}, HtmlCase{"bare <b>text</b>", "<p>bare <strong>text</strong></p>"},
                    HtmlCase{"<p>a  b\n c </p>", "<p>a b c</p>"}, HtmlCase{"<p>a <b> b</b></p>", "<p>a <strong>b</strong></p>"},
                    HtmlCase{"<p>a <br> b<br></p>", "<p>a<br>b</p>"}, HtmlCase{"<p></p><p>&nbsp;x</p>", "<p>\u00A0x</p>"},
                    HtmlCase{"<p>one<p>two", "<p>one</p><p>two</p>"},
                    HtmlCase{"<b>1<p>2</b>3", "<p><strong>1</strong></p><p><strong>2</strong>3</p>"},
                    HtmlCase{"<p><b><i>x</b>y</i></p>", "<p><strong><em>x</em></strong><em>y</em></p>"},
                    HtmlCase{"<p>H<sub>2</sub>O x<sup>2</sup> <del>no</del> <kbd>k</kbd> <q>q</q></p>",
                             "<p>H<sub>2</sub>O x<sup>2</sup> <del>no</del> <code>k</code> “q”</p>"},
                    HtmlCase{"<p>a <mark>b</mark> <u>c</u></p>", "<p>a b c</p>", "<mark> reduced to its text;<u> reduced to its text;"},
                    HtmlCase{"<p>a <blink-tag>b</blink-tag></p>", "<p>a b</p>", "<blink-tag> reduced to its text;"},
                    HtmlCase{"<div lang=fa dir=rtl><p>سلام</p><p lang=en>hi</p></div>",
                             "<p lang=\"fa\" dir=\"rtl\">سلام</p><p lang=\"en\" dir=\"rtl\">hi</p>"},
                    HtmlCase{"<p>the <span lang=\"zh-hans\">中文</span> <bdi dir=auto>x</bdi></p>",
                             "<p>the <span lang=\"zh-Hans\">中文</span> <span dir=\"auto\">x</span></p>"},
                    HtmlCase{"<p>a & b &lt;script> &amp;amp; \"q\"</p>", "<p>a &amp; b &lt;script&gt; &amp;amp; \"q\"</p>"},
                    HtmlCase{"<h1>Top</h1><h3 id=\"a b\">x</h3><h2 id=here>y</h2><h2></h2>",
                             "<h2>Top</h2><h3>x</h3><h2 id=\"here\">y</h2>"},
                    HtmlCase{"<h2 id=x>a</h2><h2 id=x>b</h2><h2 id=fn-1>c</h2>", "<h2 id=\"x\">a</h2><h2>b</h2><h2>c</h2>"},
                    HtmlCase{"a<hr>b", "<p>a</p><hr><p>b</p>"}));

INSTANTIATE_TEST_SUITE_P(
    Links, HtmlCases,
    testing::Values(HtmlCase{"<a href=/x title=t hreflang=de>y</a>", "<p><a href=\"/x\" title=\"t\" hreflang=\"de\">y</a></p>"},
                    HtmlCase{"<a href=\"https://e.com/?a=1&amp;b=2\">y</a>",
                             "<p><a href=\"https://e.com/?a=1&amp;b=2\" rel=\"noopener\">y</a></p>"},
                    HtmlCase{"<a href=\"javascript:alert(1)\">y</a>", "<p>y</p>", "link to \"javascript:alert(1)\" reduced to its text;"},
                    HtmlCase{"<a href=/x><b>a</b> b</a>", "<p><a href=\"/x\"><strong>a</strong> b</a></p>"},
                    HtmlCase{"<a name=x>y</a>", "<p>y</p>"},
                    HtmlCase{"<a href=/x><p>a</p><p>b</p></a>", "<p><a href=\"/x\">a</a></p><p><a href=\"/x\">b</a></p>"}));

INSTANTIATE_TEST_SUITE_P(
    Blocks, HtmlCases,
    testing::Values(
        HtmlCase{"<ul><li>a<li>b<ol start=3><li>c</ol></ul>", "<ul><li>a</li><li>b<ol start=\"3\"><li>c</li></ol></li></ul>"},
        HtmlCase{"<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"},
        HtmlCase{"<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"}, HtmlCase{"<li>alone</li>", "<p>alone</p>"},
        HtmlCase{"<blockquote><p>q</p><cite>who</cite></blockquote>", "<blockquote><p>q</p><footer>who</footer></blockquote>"},
        HtmlCase{"<blockquote>from <cite>a book</cite></blockquote>", "<blockquote><p>from <em>a book</em></p></blockquote>"},
        HtmlCase{"<figure class=wp-block-pullquote><blockquote><p>q</p><cite>w</cite></blockquote></figure>",
                 "<blockquote class=\"pullquote\"><p>q</p><footer>w</footer></blockquote>"},
        HtmlCase{"<pre class=language-cpp>a\n  &lt;b&gt;\n</pre>", "<pre><code class=\"language-cpp\">a  &lt;b&gt;</code></pre>"},
        HtmlCase{"<dl><dt>t</dt><dd>d</dd></dl>", "<p><strong>t</strong></p><p>d</p>", "<dl> reduced to its content;"},
        HtmlCase{
            "<table><tr><th>a<th align=right>b<tr><td>1<td>2</table>",
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"a, b\"><table><thead><tr><th scope=\"col\">a</th><th "
            "scope=\"col\" "
            "class=\"align-right\">b</th></tr></thead><tbody><tr><td>1</td><td class=\"align-right\">2</td></tr></tbody></table></div>"},
        HtmlCase{"<table><tr><td rowspan=2>a<td>b<tr><td>c</table>",
                 "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"a, "
                 "b\"><table><tbody><tr><td>a</td><td>b</td></tr><tr><td></td><td>c"
                 "</td></tr></tbody></table></div>",
                 "<table> with spanning cells: the text is in the first cell;"},
        HtmlCase{"<table><tr><td><p>a</p><p>b</p><img src=/x.png></table>",
                 "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"a "
                 "b\"><table><tbody><tr><td>a<br>b</td></tr></tbody></table></div>"
                 "<figure class=\"image\"><img src=\"/x.png\" alt=\"\" loading=\"lazy\" decoding=\"async\"></figure>"}));

INSTANTIATE_TEST_SUITE_P(
    Media, HtmlCases,
    testing::Values(
        HtmlCase{"<p>a <a href=/big.jpg><img src=/s.jpg alt=\"A  b\" width=10 height=20px></a> c</p>",
                 "<p>a</p><figure class=\"image\"><a href=\"/big.jpg\"><img src=\"/s.jpg\" alt=\"A b\" width=\"10\" height=\"20\" "
                 "loading=\"lazy\" "
                 "decoding=\"async\"></a></figure><p>c</p>"},
        HtmlCase{
            "<figure><img src=/a.png><figcaption>cap <b>x</b> <span class=\"photo-credit\">me</span></figcaption></figure>",
            "<figure class=\"image\"><img src=\"/a.png\" alt=\"\" loading=\"lazy\" decoding=\"async\"><figcaption>cap <strong>x</strong> "
            "<cite "
            "class=\"credit\">me</cite></figcaption></figure>"},
        HtmlCase{"<img src=data:x data-src=/real.png alt=r><noscript><img src=/real.png></noscript>",
                 "<figure class=\"image\"><img src=\"/real.png\" alt=\"r\" loading=\"lazy\" decoding=\"async\"></figure>"},
        HtmlCase{"<img src=x.png alt=words>", "<p>words</p>", "picture \"x.png\" reduced to its alternative text;"},
        HtmlCase{"<iframe src=\"https://www.youtube.com/embed/abc_1234567?rel=0&start=5\" title=\"T\"></iframe>",
                 "<figure class=\"embed\" data-provider=\"youtube\"><a href=\"https://www.youtube.com/watch?v=abc_1234567&amp;t=5s\" "
                 "rel=\"noopener "
                 "nofollow\">T</a></figure>"},
        HtmlCase{"<iframe src=https://e.com/map></iframe>",
                 "<figure class=\"embed\" data-provider=\"web\"><a href=\"https://e.com/map\" rel=\"noopener "
                 "nofollow\">https://e.com/map</a></figure>",
                 "<iframe> reduced to a link;"},
        HtmlCase{"<iframe srcdoc=\"<script>x</script>\"></iframe>", "", "<iframe> removed;"},
        HtmlCase{"<figure class=\"wp-block-embed is-type-video\"><div>\nhttps://vimeo.com/1\n</div><figcaption>c</figcaption></figure>",
                 "<figure class=\"embed\" data-provider=\"vimeo\"><a href=\"https://vimeo.com/1\" rel=\"noopener "
                 "nofollow\">https://vimeo.com/1</a><figcaption>c</figcaption></figure>"},
        HtmlCase{"<video><source src=/v.mp4></video>", "<p><a href=\"/v.mp4\">/v.mp4</a></p>", "<video> reduced to a link;"}));

INSTANTIATE_TEST_SUITE_P(
    Footnotes, HtmlCases,
    testing::Values(
        HtmlCase{"<p>x<sup id=r><a href=#n>7</a></sup> y</p><div class=footnotes><hr><ol><li id=n>note <a href=#r>↩</a></li></ol></div>",
                 "<p>x<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup> y</p><section "
                 "class=\"footnotes\" "
                 "role=\"doc-endnotes\"><ol><li id=\"fn-1\"><p>note <a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" "
                 "aria-label=\"↩ "
                 "1\">↩\uFE0E</a></p></li></ol></section>"},
        HtmlCase{
            "<p>x<a href=#n>1</a> y<a href=#n>1</a></p><ol class=wp-block-footnotes><li id=n>note</ol>",
            "<p>x<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup> y<sup "
            "class=\"footnote-ref\"><a "
            "href=\"#fn-1\" id=\"fnref-1-2\" role=\"doc-noteref\">1</a></sup></p><section class=\"footnotes\" "
            "role=\"doc-endnotes\"><ol><li "
            "id=\"fn-1\"><p>note <a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"↩ 1\">↩\uFE0E</a> <a "
            "href=\"#fnref-1-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"↩ 1-2\">↩\uFE0E</a></p></li></ol></section>"}));

TEST(FromHtml, TellsTheLineOfEachReduction) {
    const auto parsed = from_html("<p>a</p>\n<p>long plain text\nover lines</p>\n<script>x</script>");
    ASSERT_TRUE(parsed.has_value());
    ASSERT_EQ(parsed->reductions.size(), 1U);
    EXPECT_EQ(parsed->reductions.front().line, 4U);
    EXPECT_EQ(parsed->reductions.front().what, "<script> removed");
}

TEST(FromHtml, RewritesEachAddressAsToldTo) {
    ParseOptions options;
    options.rewrite_address = [](std::string_view written) { return "/moved/" + std::string{written}; };
    const auto parsed = from_html("<a href=x>y</a><img src=z.png>", options);
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(without_newlines(to_html(parsed->document).string()),
              "<p><a href=\"/moved/x\">y</a></p><figure class=\"image\"><img src=\"/moved/z.png\" alt=\"\" loading=\"lazy\" "
              "decoding=\"async\"></figure>");
}

TEST(FromHtml, KeepsCharactersThatItUsesItselfForSpeed) {
    for (const auto* html : {"<p>long enough text \U000F0000 and more of it</p>", "<p>long enough text &#xF0000; and more of it</p>",
                             "<p>long enough text &#983040; and more of it</p>"}) {
        const auto parsed = from_html(html);
        ASSERT_TRUE(parsed.has_value());
        EXPECT_EQ(to_text(parsed->document), "long enough text \U000F0000 and more of it");
    }
}

}  // namespace
}  // namespace stoppress::document
