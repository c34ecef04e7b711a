// SPDX-License-Identifier: GPL-3.0-or-later
// A row comes back from its line as it was, and a line from outside is taken only if it is a whole row of the table.
#include "store/archiving/row_text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace stoppress::store {
namespace {

constexpr std::array kColumns{ValueSlot{"id", ValueType::integer}, ValueSlot{"words", ValueType::text},
                              ValueSlot{"until", ValueType::integer}};

std::string refusal(std::string_view line, RowForm form) {
    const auto cells = cells_in(line, form, kColumns);
    return cells.has_value() ? "taken" : cells.error().message;
}

TEST(RowText, GivesBackWhatWasWritten) {
    const std::array rows{Cells{std::int64_t{1}, std::string("plain"), Cell()},
                          Cells{std::numeric_limits<std::int64_t>::min(), std::string(), std::numeric_limits<std::int64_t>::max()},
                          Cells{Cell(), std::string("\"quoted\", \\ بندر \x7f\t"), std::int64_t{0}}};
    for (const auto form : {RowForm::json, RowForm::csv}) {
        for (const auto& row : rows) {
            auto line = line_of(row, form, kColumns);
            ASSERT_TRUE(line.has_value());
            ASSERT_TRUE(line->ends_with('\n'));
            line->pop_back();
            const auto read = cells_in(*line, form, kColumns);
            ASSERT_TRUE(read.has_value()) << *line << ": " << read.error().message;
            EXPECT_EQ(*read, row) << *line;
        }
    }
}

TEST(RowText, IsOneLine) {
    const Cells row{std::int64_t{1}, std::string("two\nlines\r"), Cell()};
    EXPECT_EQ(line_of(row, RowForm::json, kColumns).value(), "{\"id\":1,\"words\":\"two\\nlines\\u000d\",\"until\":null}\n");
    EXPECT_FALSE(line_of(row, RowForm::csv, kColumns).has_value());
    EXPECT_EQ(csv_head(kColumns), "id,words,until\n");
}

TEST(RowText, IsNotWrittenIfItIsNoText) {
    for (const std::string& words : {std::string("\xFF"), std::string("a\0b", 3)}) {
        for (const auto form : {RowForm::json, RowForm::csv}) {
            EXPECT_FALSE(line_of({std::int64_t{1}, words, Cell()}, form, kColumns).has_value());
        }
    }
}

TEST(RowText, RefusesAJsonLineThatIsNoRow) {
    constexpr std::string_view kNoObject = "it is not a JSON object";
    for (const std::string_view line : {"", "[]", "{", "{\"id\":1}}", "{\"id\":1,}", "null", "{\"id\":[[[1]]]}", "{\"words\":\"\xFF\"}"}) {
        EXPECT_EQ(refusal(line, RowForm::json), kNoObject) << line;
    }
    EXPECT_EQ(refusal(R"({"id":1,"words":"a"})", RowForm::json), "it has no \"until\"");
    EXPECT_EQ(refusal(R"({"id":1,"words":"a","until":1,"more":1})", RowForm::json), "\"more\" is not a column of this version's table");
    for (const std::string_view id : {"\"1\"", "1.0", "1e3", "true", "9223372036854775808", "{}"}) {
        EXPECT_EQ(refusal("{\"id\":" + std::string(id) + R"(,"words":"a","until":1})", RowForm::json), "\"id\" is not an integer or null")
            << id;
    }
    for (const std::string_view words : {"1", "null", "[]", R"("a\u0000b")"}) {
        EXPECT_EQ(refusal("{\"id\":1,\"words\":" + std::string(words) + ",\"until\":1}", RowForm::json), "\"words\" is not a text")
            << words;
    }
}

TEST(RowText, RefusesALineOfCsvThatIsNoRow) {
    EXPECT_EQ(refusal(R"(1,"a",)", RowForm::csv), "taken");
    EXPECT_EQ(refusal("", RowForm::csv), "it has no \"words\"");
    EXPECT_EQ(refusal(R"(1,"a")", RowForm::csv), "it has no \"until\"");
    EXPECT_EQ(refusal(R"(1,"a",2,3)", RowForm::csv), "it has more values than the head names");
    for (const std::string_view id : {"x", "1x", " 1", "+1", "\"1\"", "9223372036854775808"}) {
        EXPECT_EQ(refusal(std::string(id) + R"(,"a",2)", RowForm::csv), "\"id\" is not an integer") << id;
    }
    for (const std::string_view words : {"a", "\"a", "\"\xFF\""}) {
        EXPECT_EQ(refusal("1," + std::string(words) + ",2", RowForm::csv), "\"words\" is not a text in quotes") << words;
    }
}

}  // namespace
}  // namespace stoppress::store
