// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that no live address is ever missing: while all are being read, after that, when the log has a gap, and
// when reading fails.
#include "edition/address_book.hpp"

#include "base/threads/eventually.hpp"
#include "store/addresses/records.hpp"
#include "store/engine/read_pool.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/story_writer.hpp"

namespace stoppress::edition {
namespace {

class AddressBookTest : public store::SiteTest {
protected:
    AddressBookTest() {
        static_cast<void>(writer());
        pool_ = store::value(store::ReadPool::open(settings_, 1));
    }

    std::unique_ptr<AddressBook> open() {
        return std::make_unique<AddressBook>(*pool_, [this] { ++ready_; });
    }
    /// The addresses once they are known; null if that does not come to be.
    static std::shared_ptr<const LiveAddresses> known(AddressBook& book) {
        static_cast<void>(base::eventually([&] { return book.current() != nullptr; }));
        return book.current();
    }
    static store::LivePaths paths(std::vector<std::string> paths, bool whole = true) {
        return {.paths = std::move(paths), .last_story = {}, .whole = whole};
    }

    std::atomic<int> ready_{0};
};

TEST_F(AddressBookTest, KnowsNothingUntilItIsToldToRead) {
    const auto book = open();
    EXPECT_EQ(book->current(), nullptr);
    book->stop();
    EXPECT_EQ(ready_, 0);
}

TEST_F(AddressBookTest, ReadsStoriesListsAndWhatTheyWereCalledBefore) {
    section("city");
    auto made = store::content("A bridge opens");
    made.section = "city";
    made.topics = {"bridges"};
    const auto id = published(std::move(made));
    const auto before = stored(id)->url;
    auto story = stored(id).value();
    story.content.slug = "another-slug";
    store::value(write([&](store::WriteTransaction& transaction) {
        return store::StoryWriter(transaction).save_story(id, story.revision, std::move(story.content), "ada");
    }));
    const auto draft = create(store::content("A draft"));
    const auto book = open();
    book->read_all();
    const auto addresses = known(*book);
    ASSERT_NE(addresses, nullptr);
    EXPECT_EQ(ready_, 1);
    for (const auto& path : {std::string("/"), before, stored(id)->url, std::string("/sections/city"), std::string("/topics/bridges")}) {
        EXPECT_TRUE(addresses->may_hold(path)) << path;
    }
    EXPECT_FALSE(addresses->may_hold("/no/such/page"));
    EXPECT_FALSE(addresses->may_hold("/2026/03/a-draft")) << draft.value;
    EXPECT_NE(before, stored(id)->url);
}

TEST_F(AddressBookTest, AddsWhatComesWhileItReadsAndAfter) {
    const auto book = open();
    book->read_all();
    book->follow({.paths = {"/meanwhile"}, .last_story = {7}, .whole = true});
    const auto addresses = known(*book);
    ASSERT_NE(addresses, nullptr);
    EXPECT_TRUE(addresses->may_hold("/meanwhile"));
    EXPECT_EQ(addresses->last_story(), base::StoryId{7});
    book->follow(paths({"/after"}));
    EXPECT_TRUE(book->current()->may_hold("/after"));
    EXPECT_TRUE(book->current()->may_hold("/meanwhile"));
}

TEST_F(AddressBookTest, ReadsAllAnewWhereTheLogDoesNotTellAndKeepsWhatItDoesTell) {
    const auto book = open();
    book->read_all();
    ASSERT_NE(known(*book), nullptr);
    const auto id = published(store::content("Not in what the log told"));
    book->follow(paths({"/told"}, false));
    const auto meanwhile = book->current();
    EXPECT_TRUE(meanwhile == nullptr || meanwhile->may_hold(stored(id)->url)) << "any address may be live until all are read";
    book->follow(paths({"/told-later"}));
    const auto addresses = known(*book);
    ASSERT_NE(addresses, nullptr);
    EXPECT_TRUE(addresses->may_hold(stored(id)->url));
    EXPECT_TRUE(addresses->may_hold("/told-later"));
    EXPECT_EQ(ready_, 2);
}

TEST_F(AddressBookTest, GrowsWhileReadersLookIntoTheFormerOne) {
    const auto book = open();
    book->read_all();
    const auto former = known(*book);
    ASSERT_NE(former, nullptr);
    constexpr int kPaths = 100'000;
    for (int number = 0; number < kPaths; ++number) {
        book->follow(paths({"/path-" + std::to_string(number)}));
    }
    const auto now = book->current();
    EXPECT_TRUE(former->may_hold("/"));
    for (int number = 0; number < kPaths; ++number) {
        ASSERT_TRUE(now->may_hold("/path-" + std::to_string(number)));
    }
}

TEST_F(AddressBookTest, TriesAgainWhereTheStoreCannotBeRead) {
    rename_table("address", "address_away");
    const auto book = open();
    book->read_all();
    book->follow(paths({"/meanwhile"}));
    EXPECT_EQ(book->current(), nullptr);
    rename_table("address_away", "address");
    const auto addresses = known(*book);
    ASSERT_NE(addresses, nullptr);
    EXPECT_TRUE(addresses->may_hold("/meanwhile"));
}

TEST_F(AddressBookTest, StopsInTheMiddleOfReading) {
    for (int round = 0; round < 20; ++round) {
        const auto book = open();
        book->read_all();
        book->stop();
        book->stop();
    }
}

}  // namespace
}  // namespace stoppress::edition
