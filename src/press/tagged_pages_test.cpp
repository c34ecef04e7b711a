// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a page is invalidated by each thing that it depends on, by nothing else, and never returns in
// an old state.
#include "press/tagged_pages.hpp"
#include "store/transaction/tags.hpp"

#include <gtest/gtest.h>

namespace stoppress::press {
namespace {

std::shared_ptr<const Page> make(std::string key, store::Tags tags, base::ChangeNumber change = 1, store::Tags state_tags = {},
                                 std::uint64_t sequence = 1) {
    auto page = std::make_shared<Page>();
    page->key = std::move(key);
    page->tags = std::move(tags);
    page->state_tags = std::move(state_tags);
    page->change = change;
    page->sequence = sequence;
    return page;
}

TEST(TaggedPages, LetsFallExactlyThePagesWithAChangedTag) {
    TaggedPages pages;
    pages.insert(make("/a", {"story:1", "menu"}));
    pages.insert(make("/b", {"story:2", "menu"}));
    pages.insert(make("/latest", {"site"}));
    EXPECT_EQ(pages.take_outdated({.number = 2, .sequence = 2, .tags = {"story:1", "site"}, .state_tags = {}}).size(), 2U);
    EXPECT_EQ(pages.find("/a"), nullptr);
    EXPECT_NE(pages.find("/b"), nullptr);
    EXPECT_EQ(pages.find("/latest"), nullptr);
    EXPECT_EQ(pages.take_outdated({.number = 3, .sequence = 3, .tags = {"menu"}, .state_tags = {}}).size(), 1U);
    EXPECT_EQ(pages.size(), 0U);
}

TEST(TaggedPages, KeepsAPageThatWasMadeAfterTheChange) {
    TaggedPages pages;
    pages.insert(make("/a", {"story:1"}, 5, {"ranking"}, 7));
    EXPECT_TRUE(pages.take_outdated({.number = 5, .sequence = 7, .tags = {"story:1"}, .state_tags = {"ranking"}}).empty());
    EXPECT_EQ(pages.take_outdated({.number = 5, .sequence = 8, .tags = {}, .state_tags = {"ranking"}}).size(), 1U);
}

TEST(TaggedPages, ForgetsTheTagsOfAPageThatWasReplaced) {
    TaggedPages pages;
    pages.insert(make("/a", {"story:1"}));
    pages.insert(make("/a", {"story:2"}));
    EXPECT_TRUE(pages.take_outdated({.number = 9, .sequence = 9, .tags = {"story:1"}, .state_tags = {}}).empty());
    ASSERT_NE(pages.find("/a"), nullptr);
    EXPECT_EQ(pages.find("/a")->page->tags.front(), "story:2");
}

TEST(TaggedPages, ErasesOnlyTheVeryPage) {
    TaggedPages pages;
    const auto old = make("/a", {"story:1"});
    pages.insert(old);
    pages.insert(make("/a", {"story:1"}, 2));
    pages.erase(*old);
    EXPECT_NE(pages.find("/a"), nullptr);
}

TEST(RecentlyOutdated, CoversAPageMadeBeforeAChangeOfItsTags) {
    RecentlyOutdated recent;
    recent.record({.number = 10, .sequence = 3, .tags = {"story:1"}, .state_tags = {"theme"}});
    EXPECT_TRUE(recent.covers(*make("/a", {"story:1"}, 9, {}, 3)));
    EXPECT_FALSE(recent.covers(*make("/a", {"story:1"}, 10, {}, 3)));
    EXPECT_FALSE(recent.covers(*make("/b", {"story:2"}, 9, {}, 3)));
    EXPECT_TRUE(recent.covers(*make("/b", {"story:2"}, 10, {"theme"}, 2)));
}

TEST(RecentlyOutdated, TakesWhatItNoLongerRemembersForOutdated) {
    RecentlyOutdated recent;
    for (base::ChangeNumber number = 1; number <= 1000; ++number) {
        recent.record({.number = number, .sequence = static_cast<std::uint64_t>(number), .tags = {"story:1"}, .state_tags = {}});
    }
    EXPECT_TRUE(recent.covers(*make("/b", {"story:2"}, 500, {}, 1000)));
    EXPECT_FALSE(recent.covers(*make("/b", {"story:2"}, 900, {}, 1000)));
}

}  // namespace
}  // namespace stoppress::press
