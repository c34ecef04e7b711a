// SPDX-License-Identifier: GPL-3.0-or-later
// Tests finding tags in HTML source: quoted '>' and '<' in texts, comments, broken tags, and attributes in every spelling.
#include "importing/text/html_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace stoppress::importing {
namespace {

using ::testing::ElementsAre;

/// The sources of all tags; those of closing tags with their '/'.
std::vector<std::string> tags(std::string_view html) {
    std::vector<std::string> found;
    for (auto tag = next_tag(html, 0); tag.has_value(); tag = next_tag(html, tag->end)) {
        found.push_back((tag->closing ? "/" : "") + tag->name + "=" + std::string(html.substr(tag->begin, tag->end - tag->begin)));
    }
    return found;
}

TEST(NextTag, FindsTagsAndCommentsAndNothingElse) {
    EXPECT_THAT(tags("a<b>c</B>d"), ElementsAre("b=<b>", "/b=</B>"));
    EXPECT_THAT(tags("1 < 2 <3> <- <= <i>x"), ElementsAre("i=<i>"));
    EXPECT_THAT(tags("<!-- <p> --><p>"), ElementsAre("!--=<!-- <p> -->", "p=<p>"));
    EXPECT_THAT(tags("<!-- not closed <p>"), ElementsAre("!--=<!-- not closed <p>"));
    EXPECT_THAT(tags("<svg:path-2 a/>"), ElementsAre("svg:path-2=<svg:path-2 a/>"));
    EXPECT_THAT(tags(""), ElementsAre());
    EXPECT_THAT(tags("<"), ElementsAre());
    EXPECT_THAT(tags("</"), ElementsAre());
}

TEST(NextTag, TakesAQuotedGreaterThanForPartOfTheValue) {
    EXPECT_THAT(tags(R"(<img alt="a > b" title='c>d'><p>)"), ElementsAre(R"(img=<img alt="a > b" title='c>d'>)", "p=<p>"));
    EXPECT_THAT(tags(R"(<p it's><b>)"), ElementsAre(R"(p=<p it's>)", "b=<b>")) << "a quote that begins no value";
    EXPECT_THAT(tags(R"(<p a="not closed><b>)"), ElementsAre());
    EXPECT_THAT(tags("<p not closed"), ElementsAre());
}

TEST(FindOpening, SkipsClosingAndOtherTags) {
    const std::string_view html = "</p><pre>x</pre><P class=\"a\">y";
    const auto found = find_opening(html, "p");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(html.substr(found->begin, found->end - found->begin), "<P class=\"a\">");
    EXPECT_FALSE(find_opening(html, "p", found->end).has_value());
}

TEST(AttributeOf, ReadsEverySpelling) {
    EXPECT_EQ(attribute_of(R"(<img src="a.jpg" alt='b "c"' width=30>)", "src"), "a.jpg");
    EXPECT_EQ(attribute_of(R"(<img src="a.jpg" alt='b "c"' width=30>)", "alt"), "b \"c\"");
    EXPECT_EQ(attribute_of(R"(<img src="a.jpg" alt='b "c"' width=30>)", "width"), "30");
    EXPECT_EQ(attribute_of("<img\n SRC = a.jpg />", "src"), "a.jpg");
    EXPECT_EQ(attribute_of("<input disabled value=\"x\">", "value"), "x");
    EXPECT_EQ(attribute_of("<input disabled value=\"x\">", "disabled"), "");
    EXPECT_EQ(attribute_of(R"(<a data-src="wrong" src="right">)", "src"), "right");
    EXPECT_EQ(attribute_of(R"(<a title="src='wrong'" href="right">)", "src"), "");
    EXPECT_EQ(attribute_of(R"(<a href="?a=1&amp;b=&quot;&lt;&gt;&#039;">)", "href"), "?a=1&b=\"<>'");
    EXPECT_EQ(attribute_of(R"(<a href="&amp;lt;">)", "href"), "&lt;") << "resolved once";
    EXPECT_EQ(attribute_of("<p>", "class"), "");
    EXPECT_EQ(attribute_of(R"(<p class="not closed>)", "class"), "");
    EXPECT_EQ(attribute_of("", "class"), "");
}

TEST(ElementEnds, AreThoseOfElementsThatClose) {
    constexpr std::array<std::string_view, 2> kNames{"div", "p"};
    const std::string_view html = "</div><div><p>a<div>b</div></div><i>c</i><script>'</p>'</script><DIV>d";
    const ElementEnds ends(html, kNames);
    std::vector<std::string> found;
    for (auto tag = next_tag(html, 0); tag.has_value(); tag = next_tag(html, tag->end)) {
        if (const auto end = ends.of(*tag); end.has_value()) {
            found.emplace_back(html.substr(tag->begin, *end - tag->begin));
        }
    }
    EXPECT_THAT(found, ElementsAre("<div><p>a<div>b</div></div>", "<div>b</div>"));
}

TEST(InsideElement, IsWhatIsBetweenTheFirstAndTheLastTag) {
    EXPECT_EQ(inside_element("<figure><img><figcaption>a <b>b</b></figcaption></figure>", "figcaption"), "a <b>b</b>");
    EXPECT_EQ(inside_element("<div>a<div>b</div>c</div>", "div"), "a<div>b</div>c");
    EXPECT_EQ(inside_element("<FIGCAPTION>a</FigCaption >b", "figcaption"), "a") << "in any spelling";
    EXPECT_EQ(inside_element("<p>a</p><pre>b</pre>", "p"), "a") << "not that of an element whose name begins alike";
    EXPECT_EQ(inside_element("<div>never closed", "div"), "");
    EXPECT_EQ(inside_element("</div><div>", "div"), "");
}

TEST(WithoutTags, KeepsTheContent) {
    EXPECT_EQ(without_tags("<span>a <b>b</b></span><SPAN x=\"y>\">c", "span"), "a <b>b</b>c");
    EXPECT_EQ(without_tags("nothing", "span"), "nothing");
    EXPECT_EQ(without_tags("<!-- <span> -->a", "span"), "<!-- <span> -->a");
}

}  // namespace
}  // namespace stoppress::importing
