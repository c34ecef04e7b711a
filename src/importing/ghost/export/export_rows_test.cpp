// SPDX-License-Identifier: GPL-3.0-or-later
// Tests for reading a Ghost export row by row.
#include "importing/ghost/export/export_rows.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/files/temporary_folder.hpp"
#include "importing/limits.hpp"

namespace stoppress::importing::ghost {
namespace {

struct Outcome {
    std::string rows;  ///< "posts 1 one, posts 2 two"
    RowsRead read;
};

Outcome read_text(const std::string& text, std::size_t stop_after = 1000) {
    const auto folder = base::must(base::TemporaryFolder::make("test"));
    const auto file = folder.path() / "export.json";
    std::ofstream(file) << text;
    Outcome outcome;
    std::size_t rows = 0;
    outcome.read = base::must(read_rows(file, [&](const Row& row) {
        outcome.rows += fmt::format("{}{} {} {}", outcome.rows.empty() ? "" : ", ", row.table, row.number,
                                    row.problem.empty() ? text_of(row.values, "title") : "too large");
        return ++rows < stop_after;
    }));
    return outcome;
}

TEST(ExportRows, AreThoseOfTablesInBothForms) {
    constexpr std::string_view kTables =
        R"({"posts":[{"title":"one","x":[{"title":"no"}]},{"title":"two"}],"tags":[],"users":[{"title":"ann"}],"odd":3})";
    for (const std::string& text : {fmt::format(R"({{"db":[{{"meta":{{"version":"6.1"}},"data":{}}}]}})", kTables),
                                    fmt::format(R"({{"meta":{{"version":"6.1"}},"data":{}}})", kTables),
                                    "\xEF\xBB\xBF" + fmt::format(R"({{"meta":{{"version":"6.1"}},"data":{}}})", kTables) + "\n "}) {
        const Outcome outcome = read_text(text);
        EXPECT_EQ(outcome.rows, "posts 1 one, posts 2 two, users 1 ann") << text;
        EXPECT_EQ(outcome.read.broken, "");
        EXPECT_TRUE(outcome.read.has_data);
    }
}

TEST(ExportRows, OfOtherFilesThereAreNone) {
    for (const char* text : {"[]", "{}", "3", R"({"posts":[{"title":"x"}]})", R"({"db":{"data":{"posts":[{"title":"x"}]}}})",
                             R"({"x":{"data":{"posts":[{"title":"x"}]}}})"}) {
        const Outcome outcome = read_text(text);
        EXPECT_EQ(outcome.rows, "") << text;
        EXPECT_FALSE(outcome.read.has_data) << text;
    }
}

TEST(ExportRows, BeforeABreakAreRead) {
    const Outcome cut = read_text(R"({"data":{"posts":[{"title":"one"},{"title":"tw)");
    EXPECT_EQ(cut.rows, "posts 1 one");
    EXPECT_NE(cut.read.broken, "");
    EXPECT_NE(read_text(R"({"data":{"posts":[]}} x)").read.broken, "");
    EXPECT_NE(read_text("").read.broken, "");
    const Outcome stopped = read_text(R"({"data":{"posts":[{"title":"one"},{"title":"two"}]}})", 1);
    EXPECT_EQ(stopped.rows, "posts 1 one");
    EXPECT_EQ(stopped.read.broken, "");
}

TEST(ExportRows, ThatAreTooLargeCostOnlyThemselves) {
    const std::string large(kMaxGhostRowBytes + 1, 'x');
    const Outcome outcome = read_text(
        fmt::format(R"({{"data":{{"posts":[{{"title":"one"}},{{"title":"{}","n":[1,null,true,2.5]}},{{"title":"three"}}]}}}})", large));
    EXPECT_EQ(outcome.rows, "posts 1 one, posts 2 too large, posts 3 three");
}

TEST(ExportRows, ValuesAreReadAsDatabasesWriteThem) {
    const boost::json::object row{{"one", 1}, {"yes", true},           {"text", "1"}, {"none", nullptr},
                                  {"no", 0},  {"bytes", "a\xFF\xC3z"}, {"part", 2.5}};
    EXPECT_TRUE(truth_of(row, "one") && truth_of(row, "yes") && truth_of(row, "text"));
    EXPECT_FALSE(truth_of(row, "none") || truth_of(row, "no") || truth_of(row, "missing"));
    EXPECT_EQ(text_of(row, "bytes"), "a\uFFFD\uFFFDz");
    EXPECT_EQ(text_of(row, "part"), "2.5");
    EXPECT_EQ(number_of(row, "one", 7), 1);
    EXPECT_EQ(number_of(row, "part", 7), 7);
    EXPECT_EQ(number_of(row, "none", 7), 7);
}

}  // namespace
}  // namespace stoppress::importing::ghost
