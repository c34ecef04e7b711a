// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a report accounts for every item, says so if it does not, and keeps one line for each message whatever an
// import's texts contain.
#include "importing/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "importing/limits.hpp"

namespace stoppress::importing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class ReportTest : public testing::Test {
protected:
    ~ReportTest() override { std::filesystem::remove(file_); }

    [[nodiscard]] std::string written() const {
        std::ifstream in(file_);
        std::stringstream text;
        text << in.rdbuf();
        return text.str();
    }

    std::filesystem::path file_ = std::filesystem::temp_directory_path() / ("stoppress-report-" + std::to_string(::getpid()));
    Report report_;
};

TEST_F(ReportTest, CountsEachItemOnceByItsOutcome) {
    for (int item = 0; item < 6; ++item) {
        report_.found("stories");
    }
    report_.settle("stories", Outcome::taken, "a.md", {});
    report_.settle("stories", Outcome::taken, "b.md", {});
    report_.settle("stories", Outcome::changed, "c.md", {});
    report_.settle("stories", Outcome::unchanged, "d.md", {});
    report_.settle("stories", Outcome::skipped, "e.md", {.line = 0, .what = "a draft"});
    EXPECT_FALSE(report_.accounts().at("stories").balances());
    EXPECT_THAT(report_.summary(), HasSubstr("1 items were not processed"));
    report_.settle("stories", Outcome::refused, "f.md", {.line = 7, .what = "the date is not valid"});
    report_.found("authors");
    report_.settle("authors", Outcome::taken, "f.md", {});
    const auto account = report_.accounts().at("stories");
    EXPECT_TRUE(account.balances());
    EXPECT_EQ((std::array{account.items, account.taken, account.changed, account.unchanged, account.skipped, account.refused}),
              (std::array<std::int64_t, 6>{6, 2, 1, 1, 1, 1}));
    EXPECT_EQ(report_.refused(), 1);
    EXPECT_EQ(report_.settled(), 7);
    EXPECT_THAT(report_.refusals(), ElementsAre("refused: f.md:7: the date is not valid"));
    EXPECT_THAT(report_.summary(), Not(HasSubstr("not processed")));
    EXPECT_THAT(report_.summary(), HasSubstr("skipped, a draft: 1"));
}

TEST_F(ReportTest, CountsEqualReasonsWithoutTheirDetails) {
    for (const auto* what : {"a link: /a", "a link: /b", "hidden"}) {
        report_.found("files");
        report_.settle("files", Outcome::skipped, "x", {.line = 0, .what = what});
    }
    report_.count("comments", 3);
    report_.count("comments", 4);
    EXPECT_THAT(report_.summary(), HasSubstr("skipped, a link: 2\n"));
    EXPECT_THAT(report_.summary(), HasSubstr("skipped, hidden: 1\n"));
    EXPECT_THAT(report_.summary(), HasSubstr("comments: 7\n"));
}

TEST_F(ReportTest, WritesALineForEachMessageAndTheCountsAtTheEnd) {
    base::must(report_.write_to(file_));
    report_.found("stories");
    report_.note("a.md", {.line = 3, .what = "a shortcode became text"});
    report_.settle("stories", Outcome::changed, "a\nb.md", {});
    report_.found("stories");
    report_.settle("stories", Outcome::refused, "c.md", {.line = 0, .what = "two\nlines\x1b[31m"});
    base::must(report_.finish());
    const auto text = written();
    EXPECT_TRUE(text.starts_with("note: a.md:3: a shortcode became text\nchanged: a b.md\nrefused: c.md: two lines [31m\n\n")) << text;
    EXPECT_TRUE(text.ends_with("notes (see --report): 1\n")) << text;
}

TEST_F(ReportTest, PrintsTheFirstRefusalsAndWritesAll) {
    base::must(report_.write_to(file_));
    for (std::size_t item = 0; item < kMaxPrintedLines + 10; ++item) {
        report_.found("stories");
        report_.settle("stories", Outcome::refused, "f" + std::to_string(item), {.line = 1, .what = "broken"});
    }
    base::must(report_.finish());
    EXPECT_EQ(report_.refusals().size(), kMaxPrintedLines);
    EXPECT_THAT(written(), HasSubstr("refused: f" + std::to_string(kMaxPrintedLines + 9) + ":1: broken\n"));
}

TEST_F(ReportTest, SaysThatItCannotBeWritten) {
    EXPECT_EQ(report_.write_to("/nowhere/report.txt").error().code, base::ErrorCode::io);
    Report full;
    base::must(full.write_to("/dev/full"));
    full.note("a.md", {.line = 1, .what = "a note"});
    const auto finished = full.finish();
    ASSERT_FALSE(finished.has_value());
    EXPECT_THAT(finished.error().message, HasSubstr("/dev/full could not be written completely"));
}

}  // namespace
}  // namespace stoppress::importing
