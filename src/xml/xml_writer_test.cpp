// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the form of the XML: escaping, line breaks, and characters that XML forbids.
#include "xml/xml_writer.hpp"

#include <gtest/gtest.h>

namespace stoppress::xml {
namespace {

TEST(XmlWriter, GivesALongDocumentInParts) {
    XmlWriter xml;
    XmlWriter whole;
    std::string parts;
    for (XmlWriter* writer : {&xml, &whole}) {
        writer->open("list");
    }
    for (int number = 0; number < 3; ++number) {
        for (XmlWriter* writer : {&xml, &whole}) {
            writer->element("entry", "a < b", {{"number", std::to_string(number)}});
        }
        parts += xml.take();
        EXPECT_TRUE(xml.take().empty());
    }
    parts += xml.finish();
    EXPECT_EQ(parts, whole.finish());
}

TEST(XmlWriter, WritesEachElementOnALineAndEscapesTextAndAttributes) {
    XmlWriter xml;
    xml.open("feed", {{"title", "Zürich & \"more\"\x01"}});
    xml.element("title", "Trams <& \"trains\"> ]]> \x01\x7f و\xEF\xBF\xBF");
    xml.element("empty", "");
    xml.empty("link", {{"href", "/a?b=1&c=2"}});
    xml.open("author");
    xml.element("name", "Ann", {{"id", "7"}});
    EXPECT_EQ(xml.finish(),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              "<feed title=\"Zürich &amp; &quot;more&quot;\">\n"
              "<title>Trams &lt;&amp; &quot;trains&quot;&gt; ]]&gt;  و</title>\n"
              "<empty></empty>\n"
              "<link href=\"/a?b=1&amp;c=2\"/>\n"
              "<author>\n"
              "<name id=\"7\">Ann</name>\n"
              "</author>\n"
              "</feed>\n");
}

TEST(XmlWriter, KeepsLinesApartWhereverAnElementWithoutAttributesStands) {
    XmlWriter xml;
    xml.open("a");
    xml.element("first", "1\r2");
    xml.element("second", "");
    xml.open("b");
    xml.element("only", "<");
    xml.close();
    xml.element("after", "\x01");
    xml.empty("c", {});
    xml.element("last", "x");
    xml.open("d", {{"e", "f"}});
    EXPECT_EQ(xml.finish(),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              "<a>\n"
              "<first>1&#13;2</first>\n"
              "<second></second>\n"
              "<b>\n"
              "<only>&lt;</only>\n"
              "</b>\n"
              "<after></after>\n"
              "<c/>\n"
              "<last>x</last>\n"
              "<d e=\"f\"/>\n"
              "</a>\n");
}

TEST(XmlWriter, WritesAnEmptyDocumentElement) {
    XmlWriter xml;
    xml.open("urlset");
    xml.close();
    EXPECT_EQ(xml.finish(), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset/>\n");
}

}  // namespace
}  // namespace stoppress::xml
