// SPDX-License-Identifier: GPL-3.0-or-later
// Tests how an arrangement of the front page is read from a request, and what the audit log says of it.
#include <gmock/gmock.h>

#include "newsroom/front/front_answer.hpp"
#include "newsroom/front/front_input.hpp"
#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::StartsWith;

const base::Time kReadAt = base::parse_rfc3339("2026-03-01T09:30:00Z").value();

TEST(FrontInput, IsReadInTheOrderOfPlaces) {
    const auto front = read_front(
        R"({"entries": [{"place": 3, "story": 7, "until": "2026-03-01T10:00:00Z"}, {"place": 1, "story": 9, "kicker": " Live ", "picture": {"source": "/media/a.webp"}}],
            "breaking": {"text": "Fire", "story": null, "until": null}})",
        kReadAt);
    ASSERT_TRUE(front.has_value()) << front.error().message;
    ASSERT_EQ(front->entries.size(), 2U);
    EXPECT_EQ(front->entries[0], (store::FrontEntry{.place = 1, .story = {9}, .kicker = "Live", .picture = "/media/a.webp"}));
    EXPECT_EQ(front->entries[1].until, kReadAt + std::chrono::minutes{30});
    EXPECT_EQ(front->line, store::BreakingLine{.text = "Fire"});
}

TEST(FrontInput, RefusesWhatHasEndedOrIsThereTwice) {
    const auto front =
        read_front(R"({"entries": [{"place": 1, "story": 9, "until": "2026-03-01T09:30:00Z"}, {"place": 1, "story": 9}]})", kReadAt);
    ASSERT_FALSE(front.has_value());
    std::vector<std::string> fields;
    for (const auto& field : front.error().fields) {
        fields.push_back(field.field);
    }
    EXPECT_THAT(fields, ElementsAre("/entries/0/until", "/entries/1/place", "/entries/1/story"));
}

TEST(FrontInput, IsFoundInAForm) {
    EXPECT_EQ(front_in_form("front=%7B%22a%22%3A+%22%D9%81+%2B%22%7D"), "{\"a\": \"ف +\"}");
    EXPECT_EQ(front_in_form("front=%7B%7D&other=1"), "{}");
    EXPECT_EQ(front_in_form("other=1"), "");
}

TEST(FrontChanges, SayWhatIsNewMovedChangedAndGone) {
    store::Front before;
    before.entries = {{.place = 1, .story = {5}}, {.place = 2, .story = {6}, .kicker = "Live"}, {.place = 3, .story = {7}}};
    store::Front after;
    after.entries = {
        {.place = 1, .story = {8}}, {.place = 2, .story = {5}}, {.place = 4, .story = {6}, .headline = "Short", .picture = "/a"}};
    after.line = store::BreakingLine{.text = "Fire"};
    EXPECT_EQ(
        front_changes(before, after),
        "breaking line: Fire; story 8: place 1; story 5: place 1 -> 2; story 6: place 2 -> 4, kicker, headline, picture; story 7: removed");
    EXPECT_EQ(front_changes(after, after), "");
}

TEST(FrontChanges, AreCutBetweenTwo) {
    store::Front after;
    for (std::int64_t place = 1; place <= kMaxFrontPlace; ++place) {
        after.entries.push_back({.place = place, .story = {place}});
    }
    const auto text = front_changes({}, after);
    EXPECT_THAT(text, StartsWith("story 1: place 1; story 2: place 2"));
    EXPECT_THAT(text, EndsWith("; …"));
    EXPECT_LE(text.size(), kMaxNotedDetail);
}

}  // namespace
}  // namespace stoppress::newsroom
