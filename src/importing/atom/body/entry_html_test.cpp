// SPDX-License-Identifier: GPL-3.0-or-later
// Paragraphs, figures and pictures of Blogger's HTML; names of files and addresses.
#include "importing/atom/body/entry_html.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "importing/atom/body/blogger_pictures.hpp"
#include "importing/atom/body/picture_folder.hpp"

namespace stoppress::importing::atom {
namespace {

constexpr std::string_view kAt = "https://1.bp.blogspot.com/-a/b/c/";

TEST(EntryHtml, EndsAParagraphAtTwoLineBreaks) {
    EXPECT_EQ(entry_html("a<br>b<br/> <br />c", false), "a<br>b<div></div>c");
    EXPECT_EQ(entry_html("a<br>&nbsp;<BR>\xC2\xA0<br>c", false), "a<div></div>c");
    EXPECT_EQ(entry_html("<pre>a<br><br>b</pre><h2>c<br><br></h2><br><br>", false), "<pre>a<br><br>b</pre><h2>c<br><br></h2><div></div>");
    EXPECT_EQ(entry_html("</pre>a<br><br>b", false), "</pre>a<div></div>b");
}

TEST(EntryHtml, TakesTheLinesOfPlainText) {
    EXPECT_EQ(entry_html("a\nb\n\nc", true), "<div>a<br>\nb<br>\n</div>\n<div>c<br>\n</div>");
    EXPECT_EQ(entry_html("a <b>x</b>\n\nc", false), "<div>a <b>x</b>\n</div>\n<div>c\n</div>");
}

TEST(EntryHtml, ShowsTheLargePictureOfALinkWithASmallOne) {
    const std::string at(kAt);
    EXPECT_EQ(entry_html("<a href='" + at + "s1600-h/a.jpg'><img alt='x \"y\"' src='" + at +
                             "s320/a.jpg' data-original-width='9' data-original-height='8'></a>",
                         false),
              "<img src=\"" + at + "s1600/a.jpg\" alt=\"x &quot;y&quot;\" width=\"9\" height=\"8\">");
    const std::vector<std::string> others{"<a href='" + at + "s1600/a.jpg'><img src='" + at + "s320/b.jpg'></a>",
                                          "<a href='" + at + "s1600/a.jpg'>text <img src='" + at + "s320/a.jpg'></a>",
                                          "<a href='https://other.test/a.jpg'><img src='https://other.test/a.jpg'></a>",
                                          "<a href='" + at + "s1600/a.jpg'><img src='" + at + "s320/a.jpg'>"};
    for (const std::string& other : others) {
        EXPECT_EQ(entry_html(other, false), other);
    }
}

TEST(EntryHtml, MakesAFigureOfATableWithAPicture) {
    EXPECT_EQ(entry_html("<table class=\"x tr-caption-container\"><tr><td><img src=\"a\"></td></tr><tr><td class=\"tr-caption\">b "
                         "<i>c</i></td></tr></table>d",
                         false),
              "<figure><img src=\"a\"><figcaption>b <i>c</i></figcaption></figure>d");
    EXPECT_EQ(entry_html("<table class=\"tr-caption-container\"><tr><td>no picture</table>", false),
              "<table class=\"tr-caption-container\"><tr><td>no picture</table>");
}

TEST(EntryHtml, LeavesATableAsItIsIfAFigureWouldLoseSomething) {
    const std::string begin = "<table class=\"tr-caption-container\"><tr><td><img src=\"a\">";
    const std::string caption = "<td class=\"tr-caption\">b</td>";
    const std::vector<std::string> kept{begin + "</td>" + caption + "</tr>all the rest",
                                        begin + "</td><td><img src=\"b\"></td>" + caption + "</tr></table>",
                                        begin + "</td><td>words</td>" + caption + "</tr></table>",
                                        begin + "</td>" + caption + caption + "</tr></table>",
                                        begin + "</td>" + caption + "</tr><tr><td>words</td></tr></table>",
                                        begin + "</td><td class=\"tr-caption\">b <img src=\"c\"></td></tr></table>",
                                        begin + "</td></tr></table>",
                                        begin + "</td><td class=\"tr-caption\">b</table>"};
    for (const std::string& table : kept) {
        EXPECT_EQ(entry_html(table, false), table);
    }
}

TEST(EntryHtml, TakesOutTheFooterOnlyIfItEnds) {
    EXPECT_EQ(entry_html("a<div class='blogger-post-footer'>b<div>c</div></div>d", false), "ad");
    EXPECT_EQ(entry_html("a<div class='blogger-post-footer'>b<p>d</p>", false), "a<div class='blogger-post-footer'>b<p>d</p>");
}

TEST(EntryHtml, EndsParagraphsBehindElementsWithoutAnEnd) {
    EXPECT_EQ(entry_html("<h2>a<p>b<br><br>c</p>", false), "<h2>a<p>b<div></div>c</p>");
    EXPECT_EQ(entry_html("<script>'<pre>'</script>b<br><br>c<pre>d</pre>", false), "<script>'<pre>'</script>b<div></div>c<pre>d</pre>");
}

TEST(EntryHtml, TakesLargePicturesFromATextOfLines) {
    const std::string at(kAt);
    EXPECT_EQ(entry_html("a\n\n<a href='" + at + "s1600/a.jpg'><img src='" + at + "s320/a.jpg'></a>", false),
              "<div>a\n</div>\n<div><img src=\"" + at + "s1600/a.jpg\">\n</div>");
}

TEST(EntryHtml, TakesNoLongerThanItsTextForHostileTables) {
    for (const std::string_view one : {"<table class=\"tr-caption-container\">", "<div class=\"blogger-post-footer\">"}) {
        std::string open;
        for (int i = 0; i < 10'000; ++i) {
            open += one;
        }
        EXPECT_EQ(entry_html(open, false), open);
    }
}

TEST(BloggerPictures, AreTheSameInAllSizes) {
    EXPECT_TRUE(is_same_blogger_picture("https://1.bp.blogspot.com/-a/b/s320/x.jpg", "http://2.bp.blogspot.com/-a/b/s1600/x.jpg"));
    EXPECT_TRUE(is_same_blogger_picture("https://blogger.googleusercontent.com/img/a/AVv=s320",
                                        "https://blogger.googleusercontent.com/img/a/AVv=w640-h480"));
    EXPECT_FALSE(is_same_blogger_picture("https://1.bp.blogspot.com/-a/b/s320/x.jpg", "https://1.bp.blogspot.com/-a/c/s320/x.jpg"));
    EXPECT_FALSE(is_same_blogger_picture("https://other.test/s320/x.jpg", "https://other.test/s1600/x.jpg"));
    EXPECT_FALSE(is_same_blogger_picture("", ""));
    EXPECT_EQ(picture_itself("https://other.test/s1600-h/x.jpg"), "https://other.test/s1600-h/x.jpg");
    EXPECT_EQ(picture_itself("https://1.bp.blogspot.com/s1600/x-h/"), "https://1.bp.blogspot.com/s1600/x-h/");
}

TEST(PictureFolder, ComparesNamesAsTakeoutWritesThem) {
    EXPECT_EQ(PictureFolder::key_of_name("My+Boat.JPG"), PictureFolder::key_of_name("my boat(12).jpg"));
    EXPECT_EQ(PictureFolder::key_of_name("a%252Bb.jpg"), PictureFolder::key_of_name("a_b.jpg"));
    EXPECT_EQ(PictureFolder::key_of_name("قایق.png"), "قایق.png");
    EXPECT_NE(PictureFolder::key_of_name("a(x).jpg"), PictureFolder::key_of_name("a.jpg"));
    EXPECT_EQ(PictureFolder::key_of_name("(1).jpg"), "_1_.jpg");
}

}  // namespace
}  // namespace stoppress::importing::atom
