// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the arranged front page: the order of its stories, what takes them off it, and edits of two people.
#include <gmock/gmock.h>

#include "store/front/front_reader.hpp"
#include "store/front/front_writer.hpp"
#include "store/site_fixture.hpp"
#include "store/transaction/tags.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::store {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FrontTest : public SiteTest {
protected:
    /// Published a minute after the one before it.
    base::StoryId next(const std::string& headline) {
        clock_.advance(std::chrono::minutes{1});
        return published(content(headline));
    }
    static FrontEntry at_place(std::int64_t place, base::StoryId story) { return {.place = place, .story = story}; }
    base::Result<void> put(std::vector<FrontEntry> entries, std::int64_t expected, std::optional<BreakingLine> line = std::nullopt) {
        Front front;
        front.entries = std::move(entries);
        front.line = std::move(line);
        return write([&](WriteTransaction& t) { return FrontWriter(t).put_front(front, expected, "ann"); });
    }
    Front front() {
        return value(read([](ReadSnapshot& s) { return FrontReader(s).front(); }));
    }
    std::vector<std::string> shown(std::int64_t offset = 0, std::int64_t limit = 100) {
        std::vector<std::string> headlines;
        const auto entries = front().entries;
        for (const auto& story : value(read([&](ReadSnapshot& s) { return FrontReader(s).stories(entries, offset, limit); }))) {
            headlines.push_back(story.card.headline);
        }
        return headlines;
    }
};

TEST_F(FrontTest, IsTheNewestFirstWhileNobodyEditsIt) {
    next("One");
    next("Two");
    EXPECT_THAT(shown(), ElementsAre("Two", "One"));
    EXPECT_EQ(front().version, 0);
    EXPECT_FALSE(value(read([](ReadSnapshot& s) { return FrontReader(s).next_end(); })));
}

TEST_F(FrontTest, HasStoriesAtTheirPlacesAndTheOthersAroundThemNewestFirst) {
    const auto one = next("One");
    const auto two = next("Two");
    next("Three");
    next("Four");
    value(put({at_place(1, one), at_place(3, two)}, 0));
    EXPECT_THAT(shown(), ElementsAre("One", "Four", "Two", "Three"));
    next("Five");
    EXPECT_THAT(shown(), ElementsAre("One", "Five", "Two", "Four", "Three"));
    EXPECT_EQ(front().edited_by, "ann");
}

TEST_F(FrontTest, IsTheSameInPagesOfAnyLength) {
    std::vector<base::StoryId> ids;
    for (int i = 0; i < 9; ++i) {
        ids.push_back(next(std::to_string(i)));
    }
    // New and old ones, moved up and down, and one at a place that does not exist.
    value(put({at_place(2, ids[8]), at_place(3, ids[0]), at_place(6, ids[7]), at_place(50, ids[4])}, 0));
    const auto whole = shown();
    EXPECT_THAT(whole, ElementsAre("6", "8", "0", "5", "3", "7", "2", "1", "4"));
    for (std::int64_t length = 1; length <= 10; ++length) {
        std::vector<std::string> joined;
        for (std::int64_t offset = 0; offset < 10; offset += length) {
            std::ranges::move(shown(offset, length), std::back_inserter(joined));
        }
        EXPECT_EQ(joined, whole) << "in pages of " << length;
    }
}

TEST_F(FrontTest, FreesThePlaceOfAStoryThatReadersNoLongerFind) {
    const auto one = next("One");
    const auto two = next("Two");
    next("Three");
    value(put({at_place(1, one), at_place(2, two)}, 0, BreakingLine{.text = "One happened", .story = one}));
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).withdraw(one, "wrong"); }));
    EXPECT_THAT(shown(), ElementsAre("Three", "Two"));
    EXPECT_EQ(front().entries.size(), 1U);
    ASSERT_TRUE(front().line.has_value());
    EXPECT_FALSE(front().line->story) << "the line stays, without a link to a page that is gone";
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).unpublish(two); }));
    value(publish(two));
    EXPECT_THAT(front().entries, IsEmpty()) << "published again, it has the place of any story";
    EXPECT_EQ(front().version, 1) << "which is nobody's edit";
}

TEST_F(FrontTest, EndsPlacesAndTheLineInTime) {
    const auto one = next("One");
    const auto two = next("Two");
    next("Three");
    auto first = at_place(1, one);
    first.until = clock_.now() + std::chrono::hours{1};
    value(put({first, at_place(2, two)}, 0, BreakingLine{.text = "Now", .until = clock_.now() + std::chrono::hours{2}}));
    const auto end = [&] { return value(write([&](WriteTransaction& t) { return FrontWriter(t).end_due(clock_.now()); })); };
    EXPECT_FALSE(end());
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return FrontReader(s).next_end(); })), first.until);
    clock_.advance(std::chrono::hours{1});
    EXPECT_TRUE(end());
    EXPECT_THAT(changes().back().tags, ElementsAre(front_tag()));
    EXPECT_THAT(shown(), ElementsAre("Three", "Two", "One"));
    EXPECT_TRUE(front().line.has_value());
    clock_.advance(std::chrono::hours{1});
    EXPECT_TRUE(end());
    EXPECT_FALSE(front().line.has_value());
    EXPECT_FALSE(end());
}

TEST_F(FrontTest, KeepsWhatWasEditedMeanwhile) {
    const auto one = next("One");
    value(put({at_place(1, one)}, 0));
    EXPECT_THAT(changes().back().tags, ElementsAre(front_tag()));
    const auto second = put({}, 0);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, base::ErrorCode::stale);
    EXPECT_EQ(second.error().current, "\"1\"");
    EXPECT_THAT(second.error().message, ::testing::HasSubstr("ann"));
    EXPECT_THAT(second.error().reason.values, Contains(::testing::Pair("name", base::Reason::Value("ann"))));
    EXPECT_EQ(front().entries.size(), 1U);
    value(put({}, 1));
    EXPECT_EQ(front().version, 2);
}

TEST_F(FrontTest, TakesOnlyPublishedArticlesAndPicturesOfTheLibrary) {
    const auto draft = create(content("Draft"));
    auto entry = at_place(1, next("One"));
    entry.picture = "/media/" + std::string(64, 'a') + ".webp";
    const auto refused = put({entry, at_place(2, draft)}, 0, BreakingLine{.text = "Look", .story = draft});
    ASSERT_FALSE(refused.has_value());
    std::vector<std::string> fields;
    for (const auto& field : refused.error().fields) {
        fields.push_back(field.field);
    }
    EXPECT_THAT(fields, ElementsAre("/entries/0/picture/source", "/entries/1/story", "/breaking/story"));
    EXPECT_EQ(front().version, 0);
}

}  // namespace
}  // namespace stoppress::store
