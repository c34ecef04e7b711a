// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that may be stored can be read again; anything else is refused before it is stored.
#include <gtest/gtest.h>

#include "document/convert.hpp"
#include "document/limits.hpp"

namespace stoppress::document {
namespace {

std::string piece_times(std::string_view piece, std::size_t times) {
    std::string text;
    text.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        text += piece;
    }
    return text;
}

Document markdown_document(const std::string& markdown) {
    return from_markdown(markdown).value().document;
}

TEST(StoredBody, OfTheLongestProseIsStoredAndReadAgain) {
    const auto document = markdown_document(piece_times(std::string(200, 'x') + "\n\n", kMaxSourceBytes / 202));
    const auto json = to_stored_json(document);
    ASSERT_TRUE(json.has_value()) << json.error().message;
    EXPECT_EQ(from_json(*json).value(), document);
}

TEST(StoredBody, WithTooManyPartsIsRefused) {
    Document document;
    Paragraph paragraph;
    for (std::size_t i = 0; i < kMaxNodes; ++i) {
        auto& run = paragraph.content.emplace_back();
        run.text = "x";
        if (i % 2 == 0) {
            run.marks.add(Mark::strong);
        }
    }
    document.blocks.emplace_back().node = std::move(paragraph);
    const auto json = to_stored_json(document);
    ASSERT_FALSE(json.has_value());
    EXPECT_EQ(json.error().code, base::ErrorCode::too_large);
    // One that an earlier version stored is still read.
    EXPECT_TRUE(from_json(to_json(document)).has_value());
}

TEST(StoredBody, WithTooManyBytesIsRefused) {
    Document document;
    Inline run;
    run.text = std::string(kMaxStoredBytes, 'x');
    document.blocks.emplace_back().node = Paragraph{{run}};
    const auto json = to_stored_json(document);
    ASSERT_FALSE(json.has_value());
    EXPECT_EQ(json.error().code, base::ErrorCode::too_large);
}

}  // namespace
}  // namespace stoppress::document
