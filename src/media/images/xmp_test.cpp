// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that captions and alternative texts are read from XMP as programs write it, and nothing from XML that is not sound.
#include "media/images/xmp.hpp"

#include <gtest/gtest.h>

#include <string>

#include "media/limits.hpp"

namespace stoppress::media {
namespace {

std::string packet(std::string_view properties, std::string_view attributes = "") {
    return std::string(R"(<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">)"
                       R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" )"
                       R"(xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" )"
                       R"(xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" )") +
           std::string(attributes) + ">" + std::string(properties) + R"(</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>)";
}

TEST(Xmp, TextsAreReadFromElementsListsAndAttributes) {
    const auto read =
        read_xmp(packet("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">The harbour &amp; the bridge</rdf:li></rdf:Alt>"
                        "</dc:description><core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang=\"x-default\">A boat</rdf:li>"
                        "</rdf:Alt></core:AltTextAccessibility><dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li><rdf:li>Bo Ek</rdf:li>"
                        "</rdf:Seq></dc:creator><dc:rights>(c) Press</dc:rights>",
                        "photoshop:Credit=\"Harbour Press\""));
    EXPECT_EQ(read.description, "The harbour & the bridge");
    EXPECT_EQ(read.alt, "A boat");
    EXPECT_EQ(read.creator, "Ann Lee");
    EXPECT_EQ(read.rights, "(c) Press");
    EXPECT_EQ(read.credit, "Harbour Press");
}

TEST(Xmp, OfSeveralLanguagesTheDefaultIsTaken) {
    const auto text = [](std::string_view languages) {
        return read_xmp(packet("<dc:description><rdf:Alt>" + std::string(languages) + "</rdf:Alt></dc:description>")).description;
    };
    EXPECT_EQ(text("<rdf:li xml:lang=\"en\">Harbour</rdf:li><rdf:li xml:lang=\"x-default\">بندر</rdf:li>"), "بندر");
    EXPECT_EQ(text("<rdf:li xml:lang=\"fa\">بندر</rdf:li><rdf:li xml:lang=\"en\">Harbour</rdf:li>"), "بندر");
    EXPECT_EQ(text("<rdf:li xml:lang=\"fa\"> </rdf:li><rdf:li xml:lang=\"en\">Harbour</rdf:li>"), "Harbour");
}

TEST(Xmp, NothingIsReadFromXmlThatIsNotSound) {
    const std::string whole = packet("<dc:description>Harbour</dc:description>");
    EXPECT_EQ(read_xmp(whole).description, "Harbour");
    EXPECT_EQ(read_xmp(std::string_view(whole).substr(0, whole.size() - 40)).description, "");
    EXPECT_EQ(read_xmp("<!DOCTYPE x [<!ENTITY a \"b\">]>" + packet("<dc:description>&a;</dc:description>")).description, "");
    EXPECT_EQ(read_xmp("").description, "");
    EXPECT_EQ(read_xmp("no xml").description, "");
    std::string deep;
    for (int depth = 0; depth <= kMaxXmpDepth; ++depth) {
        deep += "<dc:a>";
    }
    EXPECT_EQ(read_xmp(packet("<dc:description>Harbour</dc:description>" + deep)).description, "");
    EXPECT_EQ(read_xmp(packet("<dc:description>" + std::string(kMaxXmpTextBytes + 1, 'x') + "</dc:description>")).description, "");
    EXPECT_EQ(read_xmp(packet("<dc:description>Harbour</dc:description>") + std::string(kMaxXmpBytes, ' ')).description, "");
}

}  // namespace
}  // namespace stoppress::media
