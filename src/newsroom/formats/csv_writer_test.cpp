// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that with any headline a row stays a row, a cell a cell, and none is a formula.
#include "newsroom/formats/csv_writer.hpp"

#include <gtest/gtest.h>

namespace stoppress::newsroom {
namespace {

TEST(CsvWriter, WritesOneRowALineAndQuotesWhatNeedsIt) {
    CsvWriter csv({"name", "views"});
    csv.text("City").number(12).end_row();
    csv.text("Harbour, \"old\"\nand new").number(0).end_row();
    csv.text("\u0634\u0647\u0631").number(1).end_row();
    csv.text("").number(2).end_row();
    const auto answer = csv.take("numbers.csv");
    EXPECT_EQ(answer.body, "\xEF\xBB\xBFname,views\r\nCity,12\r\n\"Harbour, \"\"old\"\"\nand new\",0\r\n\u0634\u0647\u0631,1\r\n,2\r\n");
    EXPECT_TRUE(answer.content_type.starts_with("text/csv; charset=utf-8"));
    EXPECT_TRUE(answer.fields.text().contains("attachment; filename=\"numbers.csv\""));
}

TEST(CsvWriter, LeavesNoFormula) {
    for (const auto* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://evil.example\",\"x\")"}) {
        CsvWriter csv({"name"});
        csv.text(text).end_row();
        EXPECT_TRUE(csv.take("n.csv").body.substr(3).starts_with("name\r\n\"'")) << text;
    }
}

}  // namespace
}  // namespace stoppress::newsroom
