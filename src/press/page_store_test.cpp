// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that rendered pages stay within their limit, that unused ones are evicted first, and that a page made from an
// old state is not cached.
#include "press/page_store.hpp"

#include <gtest/gtest.h>

namespace stoppress::press {
namespace {

std::shared_ptr<const Page> make(int number, base::ChangeNumber change = 1) {
    auto page = std::make_shared<Page>();
    page->key = "/" + std::to_string(number);
    page->tags = {"story:" + std::to_string(number)};
    page->change = change;
    page->sequence = 1;
    page->bytes = 100;
    return page;
}

TEST(PageStore, StaysWithinItsBoundAndTellsWhatItGaveUp) {
    std::size_t evicted = 0;
    PageStore store{1000, [&](const auto& pages) { evicted += pages.size(); }};
    for (int i = 0; i < 100; ++i) {
        store.insert(make(i));
        EXPECT_LE(store.size().bytes, 1000U);
    }
    EXPECT_EQ(store.size().pages, 10U);
    EXPECT_EQ(evicted, 90U);
}

TEST(PageStore, GivesUpWhatIsNotSentBeforeWhatIs) {
    PageStore store{1000, [](const auto&) {}};
    const auto favourite = make(0);
    store.insert(favourite);
    for (int i = 1; i < 200; ++i) {
        favourite->used.store(true);
        store.insert(make(i));
    }
    EXPECT_EQ(store.find("/0"), favourite);
}

TEST(PageStore, DoesNotKeepAPageThatWasMadeFromAnOldState) {
    PageStore store{1000, [](const auto&) {}};
    store.invalidate({.number = 5, .sequence = 2, .tags = {"story:1"}, .state_tags = {}});
    store.insert(make(1, 4));
    EXPECT_EQ(store.find("/1"), nullptr);
    store.insert(make(1, 5));
    EXPECT_NE(store.find("/1"), nullptr);
    store.insert(make(1, 4));
    EXPECT_EQ(store.find("/1")->change, 5);
}

TEST(PageStore, ReturnsTheRoomOfWhatFell) {
    PageStore store{100'000, [](const auto&) {}};
    for (base::ChangeNumber change = 1; change < 5000; ++change) {
        store.insert(make(1, change));
        store.invalidate({.number = change + 1, .sequence = 1, .tags = {"story:1"}, .state_tags = {}});
    }
    EXPECT_EQ(store.size().bytes, 0U);
    EXPECT_EQ(store.size().pages, 0U);
}

}  // namespace
}  // namespace stoppress::press
