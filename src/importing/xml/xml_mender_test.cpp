// SPDX-License-Identifier: GPL-3.0-or-later
// What an XML parser would stumble over is mended, in pieces of any size alike, and everything else stays as it is.
#include "importing/xml/xml_mender.hpp"

#include <gtest/gtest.h>

namespace stoppress::importing {
namespace {

std::string mended(std::string_view text, std::size_t piece, bool utf8 = true, std::uint64_t* count = nullptr) {
    XmlMender mender(utf8);
    std::string out;
    const auto collect = [&] {
        out += mender.ready();
        mender.drop(mender.ready().size());
    };
    for (std::size_t at = 0; at < text.size(); at += piece) {
        mender.add(text.substr(at, piece));
        collect();
    }
    mender.finish();
    collect();
    if (count != nullptr) {
        *count = mender.mended();
    }
    return out;
}

void expect(std::string_view text, std::string_view wanted, bool utf8 = true) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, std::size_t{1000}}) {
        EXPECT_EQ(mended(text, piece, utf8), wanted) << piece << ": " << text;
    }
}

TEST(XmlMender, LeavesXmlAsItIs) {
    for (const char* text : {"<?xml version=\"1.0\"?><!-- a & b < c ]]> --><a b='1 &amp; 2'>&lt;x&#65;&#x1F4A1;</a>",
                             "<a><![CDATA[ & < > ]] ]> é ]]></a>", "<?php a & b < c ?><a/>", "متن <b>و</b> ‌‍", "<a>]] ] ]></a>",
                             "<a href=\"x&quot;&apos;&gt;y\"/>", "", "]", "-", "<ns:a/><_b/><é/>"}) {
        std::uint64_t count = 1;
        expect(text, text);
        static_cast<void>(mended(text, 5, true, &count));
        EXPECT_EQ(count, 0U) << text;
    }
}

TEST(XmlMender, MendsSignsThatStandForThemselves) {
    expect("<a>1 & 2 &x; &nbsp; &;</a>", "<a>1 &amp; 2 &amp;x; &amp;nbsp; &amp;;</a>");
    expect("<a b='/?c&d=1'>", "<a b='/?c&amp;d=1'>");
    expect("<a>1 < 2 <3 <</a>", "<a>1 &lt; 2 &lt;3 &lt;</a>");
    expect("<a>x ]]> y</a>", "<a>x ]]&gt; y</a>");
    expect("<a>T </3 </ x</a>", "<a>T &lt;/3 &lt;/ x</a>");
    expect("<a>&", "<a>&amp;");
    expect("<a><", "<a>&lt;");
    expect("&averylongnamethatisnoentity;", "&amp;averylongnamethatisnoentity;");
}

TEST(XmlMender, MendsReferencesToForbiddenCharacters) {
    expect("&#0;&#x1f;&#xFFFE;&#99999999999;&#xD800;&#9;&#x;&#a;", "   &amp;#99999999999; &#9;&amp;#x;&amp;#a;");
}

TEST(XmlMender, ReplacesForbiddenCharacters) {
    expect("<a>x\x0By\x1Fz\tw\n</a>", "<a>x y z\tw\n</a>");
    expect(std::string_view("\xC7\x01\0\0\t", 5), "Ç   \t");
}

TEST(XmlMender, ReadsBytesOfAnotherEncodingAsWindows1252) {
    expect("caf\xE9 <![CDATA[\x93q\x94 \x80]]> \x81", "café <![CDATA[“q” €]]> \uFFFD");
    expect("\xC3\xA9 \xEF\xBF\xBE \xE2\x82", "é   â‚");
    // Of a file that names another encoding, the parser knows the letters.
    expect("caf\xE9 &", "caf\xE9 &amp;", false);
}

}  // namespace
}  // namespace stoppress::importing
