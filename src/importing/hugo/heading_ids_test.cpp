// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that headings get the ids that Hugo 0.111.3 gave the same headings, of each type: links with a fragment lead to them.
#include "importing/hugo/heading_ids.hpp"

#include <gmock/gmock.h>

#include "document/convert.hpp"

namespace stoppress::importing::hugo {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> ids(HeadingIdType type, std::string_view markdown) {
    HeadingIds ids(type);
    document::ParseOptions options;
    options.heading_anchor = [&ids](std::string_view heading) { return ids.next(heading); };
    std::vector<std::string> found;
    const auto collect = [&found](const auto& self, const document::Blocks& blocks) -> void {
        for (const document::Block& block : blocks) {
            if (const auto* heading = std::get_if<document::Heading>(&block.node)) {
                found.push_back(heading->anchor);
            } else if (const auto* quote = std::get_if<document::Quote>(&block.node)) {
                self(self, quote->blocks);
            } else if (const auto* list = std::get_if<document::List>(&block.node)) {
                for (const document::Blocks& item : list->items) {
                    self(self, item);
                }
            }
        }
    };
    collect(collect, document::from_markdown(markdown, options)->document.blocks);
    return found;
}

constexpr std::string_view kHeadings = R"(## The second part
## The second part ##
## What's new? — 50% off!
## `code` and *em* and **strong** _under_
## [Link](https://x.test/y) here
## بخش دوم
## Ünï Çödé ß İ
## A &amp; B & C
## Big {.big #own2}
## Class only {.big}
## Attr {title="a b"}
## Braces {not attr}
##
## 1. Numbers 2.5
Two lines
a_b-c  d
===========

> Below
> ---
> ## Quoted

- ## In list

### foo-1
### foo
### foo
)";

TEST(HeadingIdsTest, AreThoseOfHugo) {
    EXPECT_THAT(ids(HeadingIdType::github, kHeadings),
                ElementsAre("the-second-part", "the-second-part-1", "whats-new--50-off", "code-and-em-and-strong-_under_",
                            "linkhttpsxtesty-here", "بخش-دوم", "ünï-çödé-ß-i", "a-amp-b--c", "own2", "class-only", "attr",
                            "braces-not-attr", "1-numbers-25", "a_b-c--d", "below", "quoted", "in-list", "foo-1", "foo", "foo-2"));
    EXPECT_THAT(ids(HeadingIdType::blackfriday, kHeadings),
                ElementsAre("the-second-part", "the-second-part-1", "what-s-new-50-off", "code-and-em-and-strong-under",
                            "link-https-x-test-y-here", "بخش-دوم", "ünï-çödé-ß-i", "a-amp-b-c", "own2", "class-only", "attr",
                            "braces-not-attr", "1-numbers-2-5", "a-b-c-d", "below", "quoted", "in-list", "foo-1", "foo", "foo-2"));
    EXPECT_THAT(ids(HeadingIdType::github_ascii, "## بخش دوم\n## Ünï Çödé ß İ\n"), ElementsAre("-", "uni-code--i"));
}

TEST(HeadingIdsTest, AreTheSameWhereTheBodyHasMarkupOfItsOwn) {
    EXPECT_THAT(ids(HeadingIdType::github, "<div>\n\n## One *two*\n\n</div>\n\n## Own {#own}\n\n## Class {.big}\n\n## !!!\n"),
                ElementsAre("one-two", "own", "class", "heading"));
}

// Each of these would take minutes if the work grew with the square.
TEST(HeadingIdsTest, OfHostilePagesTakeNoLonger) {
    std::string equal;
    std::string underlined;
    std::string nested;
    for (int i = 0; i < 30'000; ++i) {
        equal += "## a\n";
        underlined += "-\ta\n\t===\n\n";
        nested += "*a ";
    }
    EXPECT_EQ(ids(HeadingIdType::github, equal).back(), "a-29999");
    EXPECT_EQ(ids(HeadingIdType::github, underlined).size(), 30'000U);
    document::ParseOptions options;
    std::size_t pieces = 0;
    options.change_text = [&pieces](std::string_view text, char32_t, char32_t) {
        ++pieces;
        return std::string(text);
    };
    static_cast<void>(document::from_markdown(nested + "x" + std::string(30'000, '*'), options).has_value());
    EXPECT_GT(pieces, 1'000U);
}

TEST(HeadingIdsTest, LeaveTheTextAsItIs) {
    document::ParseOptions options;
    options.heading_anchor = [](std::string_view) { return "an-id"; };
    EXPECT_EQ(document::to_text(document::from_markdown("## A `b` {.c}\n\n## *Whole*\n\nText\n", options)->document),
              "A b\n\nWhole\n\nText");
}

}  // namespace
}  // namespace stoppress::importing::hugo
