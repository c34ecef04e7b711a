// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that the index follows each change by itself, also one that is committed while the one before is indexed.
#include "search/following/site_search.hpp"

#include <chrono>
#include <thread>

#include "search/following/check_index.hpp"
#include "store/site_fixture.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::search {
namespace {

class SiteSearchTest : public store::SiteTest {
protected:
    base::ChangeNumber number() {
        return store::value(read([](store::ReadSnapshot& snapshot) { return snapshot.change_number(); }));
    }
    /// With a generous bound: a change that is not noticed is never indexed.
    static bool reaches(const SiteSearch& search, base::ChangeNumber number) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
        while (search.totals().change < number || !search.totals().whole) {
            if (std::chrono::steady_clock::now() > end) {
                return false;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        }
        return true;
    }
};

TEST_F(SiteSearchTest, FollowsEachChangeByItself) {
    number();  // opens the pool
    SiteSearch search(settings_.folder, *pool_);
    constexpr int kStories = 40;
    for (int i = 0; i < kStories; ++i) {
        published(store::content("Story " + std::to_string(i)));
        const auto last = number();
        search.committed(last);
        if (i % 4 != 0) {
            ASSERT_TRUE(reaches(search, last)) << i;  // else the next one comes while this one is indexed
        }
    }
    ASSERT_TRUE(reaches(search, number()));
    const auto found =
        store::value(read([&](store::ReadSnapshot& snapshot) { return search.find(snapshot, {.text = "story", .limit = 100}); }));
    EXPECT_EQ(found.answer.stories.size(), static_cast<std::size_t>(kStories));
    EXPECT_TRUE(found.whole);
    const auto check = store::value(read([&](store::ReadSnapshot& snapshot) { return check_index(settings_.folder, snapshot); }));
    EXPECT_TRUE(check.findings.empty());
    search.stop();
}

TEST_F(SiteSearchTest, AnEmptySiteLacksNothing) {
    number();
    const SiteSearch search(settings_.folder, *pool_);
    const auto found = store::value(read([&](store::ReadSnapshot& snapshot) { return search.find(snapshot, {.text = "story"}); }));
    EXPECT_TRUE(found.whole);
    EXPECT_EQ(found.answer.count, 0U);
}

}  // namespace
}  // namespace stoppress::search
