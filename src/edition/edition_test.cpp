// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that the edition that follows from the change log is the one that is read from nothing, with the tags and
// paths of what changed.
#include "edition/edition.hpp"

#include "store/front/front_writer.hpp"
#include "store/site/site_writer.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::edition {
namespace {

class EditionTest : public store::SiteTest {
protected:
    static constexpr std::size_t kLength = 3;

    std::shared_ptr<const Edition> first() {
        return store::value(read([](store::ReadSnapshot& snapshot) { return first_edition(snapshot, kLength); }));
    }
    Advance next(const Edition& previous) {
        return store::value(read([&](store::ReadSnapshot& snapshot) { return next_edition(previous, snapshot, kLength); }));
    }
    static std::vector<std::string> headlines_of(const Edition& edition) {
        std::vector<std::string> found;
        for (const auto& card : edition.newest) {
            found.push_back(card.headline);
        }
        return found;
    }
    base::StoryId publish_next(const std::string& headline) {
        clock_.advance(std::chrono::minutes{1});
        return published(store::content(headline));
    }
    static bool has(const Advance& advance, const store::Tag& tag) { return std::ranges::find(advance.tags, tag) != advance.tags.end(); }
    static bool has_path(const Advance& advance, const std::string& path) {
        return std::ranges::find(advance.paths.paths, path) != advance.paths.paths.end();
    }
};

TEST_F(EditionTest, HoldsTheNewestStoriesAndTheNumberOfTheLog) {
    EXPECT_TRUE(first()->newest.empty());
    for (const auto* headline : {"One", "Two", "Three", "Four"}) {
        publish_next(headline);
    }
    create(store::content("A draft"));
    const auto edition = first();
    EXPECT_EQ(headlines_of(*edition), (std::vector<std::string>{"Four", "Three", "Two"}));
    EXPECT_EQ(edition->number, store::value(read([](store::ReadSnapshot& snapshot) { return snapshot.change_number(); })));
}

TEST_F(EditionTest, AdvancesToWhatIsReadFromNothing) {
    const auto before = first();
    const auto id = publish_next("A bridge opens");
    const auto other = publish_next("Another story");
    const auto advance = next(*before);
    EXPECT_EQ(advance.edition->number, first()->number);
    EXPECT_EQ(headlines_of(*advance.edition), headlines_of(*first()));
    EXPECT_TRUE(has(advance, store::site_tag()));
    EXPECT_TRUE(has(advance, store::story_tag(id)));
    EXPECT_TRUE(has(advance, store::story_tag(other)));
    EXPECT_TRUE(has_path(advance, stored(id)->url));
    EXPECT_TRUE(has_path(advance, stored(other)->url));
    EXPECT_EQ(advance.paths.last_story, other);
    EXPECT_TRUE(advance.paths.whole);
    // The former one is as it was.
    EXPECT_TRUE(before->newest.empty());
}

TEST_F(EditionTest, StaysWhereNothingChanged) {
    publish_next("A bridge opens");
    const auto before = first();
    const auto advance = next(*before);
    EXPECT_EQ(advance.edition->number, before->number);
    EXPECT_EQ(headlines_of(*advance.edition), headlines_of(*before));
    EXPECT_TRUE(advance.tags.empty());
    EXPECT_TRUE(advance.paths.paths.empty());
    EXPECT_TRUE(advance.paths.whole);
}

TEST_F(EditionTest, LeavesOutWhatWasWithdrawn) {
    const auto id = publish_next("It was not true");
    publish_next("It was");
    const auto before = first();
    store::value(write([&](store::WriteTransaction& transaction) { return store::PublishingWriter(transaction).withdraw(id, "wrong"); }));
    const auto advance = next(*before);
    EXPECT_EQ(headlines_of(*advance.edition), std::vector<std::string>{"It was"});
    EXPECT_TRUE(has(advance, store::story_tag(id)));
}

TEST_F(EditionTest, FollowsMoreChangesThanAreReadAtOnce) {
    const auto before = first();
    constexpr int kMany = 1100;
    static_assert(kMany > kChangesAtOnce);
    const auto id = publish_next("First");
    for (int number = 0; number < kMany; ++number) {
        auto story = stored(id).value();
        story.content.headline = "Version " + std::to_string(number);
        store::value(write([&](store::WriteTransaction& transaction) {
            return store::StoryWriter(transaction).save_story(id, story.revision, std::move(story.content), "ada");
        }));
    }
    const auto advance = next(*before);
    EXPECT_GT(advance.edition->number, before->number + kChangesAtOnce);
    EXPECT_EQ(advance.edition->number, first()->number);
    EXPECT_EQ(headlines_of(*advance.edition), std::vector<std::string>{"Version " + std::to_string(kMany - 1)});
    EXPECT_TRUE(advance.paths.whole);
}

TEST_F(EditionTest, SaysThatPathsMayBeMissingWhereTheLogHasAGap) {
    publish_next("One");
    publish_next("Two");
    Edition earlier = *first();
    earlier.number -= 2;
    EXPECT_TRUE(next(earlier).paths.whole);
    // A log that begins later than where this edition is, as after a restore of another backup.
    store::value(
        write([&](store::WriteTransaction& transaction) { return store::SiteWriter(transaction).put_setting("site.title", "Other"); }));
    Edition elsewhere = earlier;
    elsewhere.number = -10;
    EXPECT_FALSE(next(elsewhere).paths.whole);
}

TEST_F(EditionTest, ListsAsManyAsIsAskedForAnew) {
    for (const auto* headline : {"One", "Two", "Three", "Four"}) {
        publish_next(headline);
    }
    const auto edition = first();
    const auto longer = store::value(read([&](store::ReadSnapshot& snapshot) { return with_newest(*edition, snapshot, 4); }));
    EXPECT_EQ(headlines_of(*longer), (std::vector<std::string>{"Four", "Three", "Two", "One"}));
    EXPECT_EQ(longer->number, edition->number);
    EXPECT_EQ(edition->newest.size(), kLength);
}

TEST_F(EditionTest, HoldsTheBreakingLineWithItsLinkWhileTheStoryIsPublished) {
    const auto id = publish_next("A bridge opens");
    const auto before = first();
    EXPECT_FALSE(before->breaking.has_value());
    store::Front front;
    front.line = store::BreakingLine{.text = "It opens now", .story = id};
    store::value(write([&](store::WriteTransaction& t) { return store::FrontWriter(t).put_front(front, 0, "ann"); }));
    const auto shown = next(*before);
    EXPECT_TRUE(has(shown, store::front_tag()));
    ASSERT_TRUE(shown.edition->breaking.has_value());
    EXPECT_EQ(shown.edition->breaking->url, stored(id)->url);
    EXPECT_EQ(shown.edition->breaking, first()->breaking);
    EXPECT_TRUE(shown.paths.whole) << "it adds no address";
    store::value(write([&](store::WriteTransaction& t) { return store::PublishingWriter(t).withdraw(id, ""); }));
    const auto later = next(*shown.edition);
    ASSERT_TRUE(later.edition->breaking.has_value());
    EXPECT_EQ(later.edition->breaking->url, "");
}

}  // namespace
}  // namespace stoppress::edition
