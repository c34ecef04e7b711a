// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies as blocks of WordPress: what is a block of its own, and that no text ends a block or is taken for a shortcode.
#include "exporting/wordpress/block_markup.hpp"

#include <gtest/gtest.h>

#include "document/convert.hpp"

namespace stoppress::exporting {
namespace {

std::string markup_of(std::string_view html) {
    const auto parsed = document::from_html(html);
    return block_markup(parsed.value().document, [](std::string_view address) { return address == "/media/a.png" ? 9 : 0; });
}

TEST(BlockMarkup, GivesEachBlockItsComment) {
    EXPECT_EQ(markup_of("<p>a &amp; b</p><h3 id=\"x\">c</h3><hr>"),
              "<!-- wp:paragraph -->\n<p>a &amp; b</p>\n<!-- /wp:paragraph -->\n\n"
              "<!-- wp:heading {\"level\":3} -->\n<h3 class=\"wp-block-heading\" id=\"x\">c</h3>\n<!-- /wp:heading -->\n\n"
              "<!-- wp:separator -->\n<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>\n<!-- /wp:separator -->");
    EXPECT_EQ(markup_of(""), "");
}

TEST(BlockMarkup, NamesTheAttachmentOfAPicture) {
    EXPECT_EQ(
        markup_of("<figure class=\"image wide\"><img src=\"/media/a.png\" alt='\"x\"'><figcaption>A <em>b</em></figcaption></figure>"),
        "<!-- wp:image {\"id\":9,\"sizeSlug\":\"full\",\"linkDestination\":\"none\",\"align\":\"wide\"} -->\n"
        "<figure class=\"wp-block-image alignwide size-full\"><img src=\"/media/a.png\" alt=\"&quot;x&quot;\" class=\"wp-image-9\"/>"
        "<figcaption class=\"wp-element-caption\">A <em>b</em></figcaption></figure>\n<!-- /wp:image -->");
}

TEST(BlockMarkup, LeavesOtherLanguagesAndFootnotesInHtml) {
    EXPECT_TRUE(markup_of("<p lang=\"fr\">a</p>").starts_with("<!-- wp:html -->\n<p lang=\"fr\""));
    EXPECT_TRUE(markup_of("<blockquote><p>a</p></blockquote>").starts_with("<!-- wp:html -->"));
}

TEST(BlockMarkup, KeepsTextFromBeingMarkupOfWordPress) {
    const std::string text = markup_of("<p>[gallery] [/x] [1] &lt;!-- /wp:paragraph --&gt;</p>");
    EXPECT_TRUE(text.contains("&#91;gallery] &#91;/x] [1] &lt;!-- /wp:paragraph --&gt;"));
    const std::string embed =
        markup_of("<figure class=\"embed\" data-provider=\"web\"><a href=\"https://a.test/x--y?a=1&amp;b=2\">t</a></figure>");
    EXPECT_TRUE(embed.starts_with("<!-- wp:embed {\"url\":\"https://a.test/x\\u002d\\u002dy?a=1\\u0026b=2\"} -->\n")) << embed;
}

}  // namespace
}  // namespace stoppress::exporting
