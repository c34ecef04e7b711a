// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a line of a rewritten text leads to the line of its source, which is what a report names.
#include "importing/text/mapped_text.hpp"

#include <gtest/gtest.h>

namespace stoppress::importing {
namespace {

std::vector<std::size_t> lines_of(const MappedText& text) {
    std::vector<std::size_t> lines;
    const auto count = static_cast<std::size_t>(std::count(text.text().begin(), text.text().end(), '\n')) + 1;
    for (std::size_t line = 1; line <= count; ++line) {
        lines.push_back(text.source_line(line));
    }
    return lines;
}

using Lines = std::vector<std::size_t>;

TEST(MappedText, KnowsTheLinesOfWhatWasCopied) {
    MappedText text;
    text.append_source("one\ntwo\nthree", 5);
    EXPECT_EQ(lines_of(text), (Lines{5, 6, 7}));
    text.append_source(" goes on\nnext\n", 7);
    EXPECT_EQ(text.text(), "one\ntwo\nthree goes on\nnext\n");
    EXPECT_EQ(lines_of(text), (Lines{5, 6, 7, 8, 9}));
}

TEST(MappedText, NamesThePlaceOfWhatWasReplaced) {
    MappedText text;
    text.append_source("before\n", 1);
    text.append_made("made\nof\nthree\n", 2);
    text.append_source("after\nit", 3);
    EXPECT_EQ(lines_of(text), (Lines{1, 2, 2, 2, 3, 4}));
    // Several source lines became one.
    text.append_made("[four lines]", 5);
    text.append_source("\nlast", 8);
    EXPECT_EQ(lines_of(text), (Lines{1, 2, 2, 2, 3, 4, 9}));
}

TEST(MappedText, TakesOverTheLinesOfAnother) {
    MappedText inner(10);
    inner.append_source("a\nb\n", 10);
    inner.append_made("c", 12);
    MappedText text;
    text.append_source("start\n", 1);
    text.append(inner);
    text.append_source("\nend", 12);
    EXPECT_EQ(text.text(), "start\na\nb\nc\nend");
    EXPECT_EQ(lines_of(text), (Lines{1, 10, 11, 12, 13}));
}

TEST(MappedText, AnswersForLinesThatItDoesNotHave) {
    const MappedText empty(3);
    EXPECT_TRUE(empty.empty());
    EXPECT_EQ(empty.source_line(0), 0U) << "the text as a whole";
    EXPECT_EQ(empty.source_line(1), 3U);
    EXPECT_EQ(empty.source_line(99), 3U);
}

}  // namespace
}  // namespace stoppress::importing
