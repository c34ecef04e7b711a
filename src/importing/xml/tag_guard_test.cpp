// SPDX-License-Identifier: GPL-3.0-or-later
// Tags within the limits pass in pieces of any size, tags beyond them do not, and text that only looks like a tag does
// not matter.
#include "importing/xml/tag_guard.hpp"

#include <gtest/gtest.h>

#include <string>

#include "importing/limits.hpp"
#include "importing/wordpress/xml/wxr_reader.hpp"

namespace stoppress::importing {
namespace {

using wordpress::WxrItem;
using wordpress::WxrReader;

bool passes(std::string_view text) {
    TagGuard whole;
    const bool passed = whole.pass(text);
    TagGuard pieces;
    bool passed_in_pieces = true;
    for (const char byte : text) {
        passed_in_pieces = pieces.pass(std::string_view(&byte, 1));
    }
    EXPECT_EQ(passed, passed_in_pieces) << text.substr(0, 200);
    return passed;
}

std::string attributes(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += " a" + std::to_string(i) + "='='";
    }
    return text;
}

TEST(TagGuard, RefusesTagsBeyondTheLimits) {
    EXPECT_TRUE(passes("<x" + attributes(kMaxXmlAttributes) + ">y</x>"));
    EXPECT_FALSE(passes("<x" + attributes(kMaxXmlAttributes + 1) + "/>"));
    EXPECT_TRUE(passes("<x a=\"" + std::string(kMaxXmlTagBytes - 10, '>') + "\"/>"));
    EXPECT_FALSE(passes("<x a=\"" + std::string(kMaxXmlTagBytes, '<') + "\"/>"));
    EXPECT_FALSE(passes("<" + std::string(kMaxXmlTagBytes, 'x')));
    EXPECT_FALSE(passes("<?x " + std::string(kMaxXmlTagBytes, 'x') + "?>"));
    EXPECT_FALSE(passes("<!X " + std::string(kMaxXmlTagBytes, 'x') + ">"));
}

TEST(TagGuard, CountsEachTagByItself) {
    std::string text;
    for (int i = 0; i < 50; ++i) {
        text += "<x" + attributes(kMaxXmlAttributes - 1) + "><y/></x>";
    }
    EXPECT_TRUE(passes(text));
}

TEST(TagGuard, PassesWhateverStandsInCommentsAndSections) {
    const std::string much(kMaxXmlTagBytes + 10, '=');
    for (const char* open : {"<!--", "<![CDATA["}) {
        const std::string close = open == std::string_view("<!--") ? "-->" : "]]>";
        EXPECT_TRUE(passes("<a>" + (open + ("<" + much)) + close + "</a>"));
        // What follows is a tag again, however the end is written.
        for (const char* before : {"", "-", "]", "--", "]]", "->", "]>"}) {
            EXPECT_FALSE(passes("<a>" + std::string(open) + before + close + "<b " + much + ">")) << open << before << close;
        }
    }
    EXPECT_FALSE(passes("<![CDATB[" + much)) << "no section";
    EXPECT_FALSE(passes("<!-" + much)) << "no comment";
}

TEST(TagGuard, EndsAnImportAtSuchATag) {
    const auto all = WxrReader::read_all("<rss><channel><item" + attributes(kMaxXmlAttributes + 1) + "></item></channel></rss>");
    ASSERT_TRUE(std::holds_alternative<ReadFailure>(all.back()));
    EXPECT_TRUE(std::get<ReadFailure>(all.back()).reason.contains("attributes")) << std::get<ReadFailure>(all.back()).reason;
}

TEST(TagGuard, EndsAnImportAtATextInTooManyPieces) {
    const auto text = [](std::size_t pieces) {
        std::string all = "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item><content:encoded>";
        for (std::size_t i = 0; i < pieces; ++i) {
            all += "<![CDATA[x]]>";
        }
        return all + "</content:encoded></item></channel></rss>";
    };
    EXPECT_FALSE(std::holds_alternative<ReadFailure>(WxrReader::read_all(text(kMaxXmlPieces)).back()));
    const auto refused = WxrReader::read_all(text(kMaxXmlPieces + 1));
    ASSERT_TRUE(std::holds_alternative<ReadFailure>(refused.back()));
    EXPECT_TRUE(std::get<ReadFailure>(refused.back()).reason.contains("pieces"));
}

TEST(TagGuard, ReadsNoEncodingThatItWouldNotUnderstand) {
    const auto first = [](std::string_view declaration) {
        return WxrReader::read_all(std::string(declaration) + "<rss><channel><item/></channel></rss>").front();
    };
    for (const char* taken : {"", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n",
                              "<?xml version='1.0' encoding='iso-8859-1'?>", "x", "a message <?xml\tversion='1.0'?>"}) {
        EXPECT_TRUE(std::holds_alternative<WxrItem>(first(taken))) << taken;
    }
    for (const char* refused : {"<?xml version='1.0' encoding='UTF-32'?>", "<?xml version='1.0' encoding=\"unknown\"?>",
                                "<?xml\tversion='1.0' encoding='UTF-32'?>", "x<!DOCTYPE rss>"}) {
        EXPECT_TRUE(std::holds_alternative<ReadFailure>(first(refused))) << refused;
    }
}

}  // namespace
}  // namespace stoppress::importing
