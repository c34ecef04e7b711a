// SPDX-License-Identifier: GPL-3.0-or-later
// Which addresses in a page are changed: those of tags, whatever they look like, and nothing else.
#include "exporting/static_site/page_links.hpp"

#include <gtest/gtest.h>

#include <string>

namespace stoppress::exporting {
namespace {

std::string changed(std::string_view html) {
    return with_links(html, [](std::string_view link) { return link == "/a?b&c" ? std::optional<std::string>("/new&") : std::nullopt; });
}

TEST(PageLinks, ValuesInQuotesAreChangedWhereverTheyStand) {
    EXPECT_EQ(changed(R"(<a href="/a?b&amp;c">x</a>)"), R"(<a href="/new&amp;">x</a>)");
    EXPECT_EQ(changed("<A class=x  HREF = '/a?b&c' >x</A>"), "<A class=x  HREF = '/new&amp;' >x</A>");
    EXPECT_EQ(changed(R"(<meta property=og:url content="/a?b&amp;c"/><link href="/a?b&c">)"),
              R"(<meta property=og:url content="/new&amp;"/><link href="/new&amp;">)");
}

TEST(PageLinks, WhatIsNotALinkStays) {
    for (const char* html :
         {R"(&lt;a href="/a?b&amp;c"&gt;)", R"(href="/a?b&amp;c")", R"(<!-- <a href="/a?b&amp;c"> -->)", R"(<img alt='href="/a?b&amp;c"'>)",
          R"(<script>x = '<a href="/a?b&amp;c">'</script>)", R"(<STYLE><a href="/a?b&amp;c"></style >)", R"(<img src="/a?b&amp;c">)",
          R"(1 < 2 href="/a?b&amp;c")", R"(</a href="/a?b&amp;c">)", "<a href=/a?b&c>"}) {
        EXPECT_EQ(changed(html), html);
    }
}

TEST(PageLinks, UnfinishedMarkupEndsThePage) {
    for (const char* html : {"<", "<a", "<a href", "<a href=", "<a href=\"", "<a href=\"/x", "<!--", "<script",
                             "<script><a href=\"/a?b&c\">", "<a =", "<a ="}) {
        EXPECT_EQ(changed(html), html);
    }
    EXPECT_EQ(changed("<a href=\"/a?b&c"), "<a href=\"/new&amp;");
}

TEST(PageLinks, ATagAfterAScriptIsSeen) {
    EXPECT_EQ(changed(R"(<script>"</p>"</SCRIPT><a href="/a?b&c">)"), R"(<script>"</p>"</SCRIPT><a href="/new&amp;">)");
}

}  // namespace
}  // namespace stoppress::exporting
