// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that footnotes are in the order in which the text refers to them.
#include "document/footnotes.hpp"

#include <gtest/gtest.h>

#include "document/convert.hpp"

namespace stoppress::document {
namespace {

Document parsed(const char* json) {
    auto document = from_json(json);
    EXPECT_TRUE(document.has_value());
    return document.has_value() ? std::move(*document) : Document{};
}

TEST(Footnotes, FollowTheOrderOfTheirReferences) {
    auto document = parsed(R"({"blocks":[
        {"type":"table","caption":[{"text":"T"},{"footnote":3}],"header":[[{"text":"H"}]],"rows":[[[{"text":"c"},{"footnote":1}]]]},
        {"type":"quote","blocks":[{"type":"paragraph","content":[{"text":"q"},{"footnote":3}]}],"attribution":[{"text":"a"},{"footnote":4}]}],
        "footnotes":[[{"type":"paragraph","content":[{"text":"one"}]}],[{"type":"paragraph","content":[{"text":"unused"}]}],
                     [{"type":"paragraph","content":[{"text":"three"}]}],[{"type":"paragraph","content":[{"text":"four"}]}]]})");
    const auto expected = parsed(R"({"blocks":[
        {"type":"table","caption":[{"text":"T"},{"footnote":1}],"header":[[{"text":"H"}]],"rows":[[[{"text":"c"},{"footnote":2}]]]},
        {"type":"quote","blocks":[{"type":"paragraph","content":[{"text":"q"},{"footnote":1}]}],"attribution":[{"text":"a"},{"footnote":3}]}],
        "footnotes":[[{"type":"paragraph","content":[{"text":"three"}]}],[{"type":"paragraph","content":[{"text":"one"}]}],
                     [{"type":"paragraph","content":[{"text":"four"}]}],[{"type":"paragraph","content":[{"text":"unused"}]}]]})");
    order_footnotes(document);
    EXPECT_EQ(document, expected);
    order_footnotes(document);
    EXPECT_EQ(document, expected);
}

TEST(Footnotes, MayReferToOthers) {
    auto document = parsed(R"({"blocks":[{"type":"paragraph","content":[{"text":"a"},{"footnote":3}]}],
        "footnotes":[[{"type":"paragraph","content":[{"text":"unused"},{"footnote":2}]}],[{"type":"paragraph","content":[{"text":"last"}]}],
                     [{"type":"paragraph","content":[{"text":"first"},{"footnote":4}]}],[{"type":"paragraph","content":[{"text":"second"}]}]]})");
    order_footnotes(document);
    EXPECT_EQ(document, parsed(R"({"blocks":[{"type":"paragraph","content":[{"text":"a"},{"footnote":1}]}],
        "footnotes":[[{"type":"paragraph","content":[{"text":"first"},{"footnote":2}]}],[{"type":"paragraph","content":[{"text":"second"}]}],
                     [{"type":"paragraph","content":[{"text":"unused"},{"footnote":4}]}],[{"type":"paragraph","content":[{"text":"last"}]}]]})"));
}

TEST(Append, PutsFootnotesBehindThoseThatAreThere) {
    auto document = parsed(R"({"blocks":[{"type":"paragraph","content":[{"text":"a"},{"footnote":1}]}],
        "footnotes":[[{"type":"paragraph","content":[{"text":"first"}]}]]})");
    append(document,
           parsed(R"({"blocks":[{"type":"list","ordered":false,"items":[[{"type":"paragraph","content":[{"text":"b"},{"footnote":2}]}]]}],
        "footnotes":[[{"type":"paragraph","content":[{"text":"other"}]}],[{"type":"paragraph","content":[{"text":"second"},{"footnote":1}]}]]})"));
    EXPECT_EQ(to_html(document).string(), to_html(parsed(R"({"blocks":[{"type":"paragraph","content":[{"text":"a"},{"footnote":1}]},
        {"type":"list","ordered":false,"items":[[{"type":"paragraph","content":[{"text":"b"},{"footnote":3}]}]]}],
        "footnotes":[[{"type":"paragraph","content":[{"text":"first"}]}],[{"type":"paragraph","content":[{"text":"other"}]}],
                     [{"type":"paragraph","content":[{"text":"second"},{"footnote":2}]}]]})"))
                                              .string());
}

}  // namespace
}  // namespace stoppress::document
