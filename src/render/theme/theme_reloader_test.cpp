// SPDX-License-Identifier: GPL-3.0-or-later
// A changed theme is used within moments; a broken one leaves the last good one in use.
#include "render/theme/theme_reloader.hpp"
#include "base/threads/mutex.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "render/test_site.hpp"
#include "render/values/samples.hpp"

namespace stoppress::render {
namespace {

using namespace std::chrono_literals;

/// Takes themes from the reloader's thread.
class Inbox {
public:
    void put(std::shared_ptr<const Theme> theme) {
        const base::Lock lock(mutex_);
        latest_ = std::move(theme);
        ++count_;
        changed_.notify_all();
    }
    /// The latest theme once `count` have come; nullptr where they do not come in good time.
    std::shared_ptr<const Theme> wait_for(int count) {
        base::Lock lock(mutex_);
        return changed_.wait_for(lock, 60s, [&]() REQUIRES(mutex_) { return count_ >= count; }) ? latest_ : nullptr;
    }
    int count() {
        const base::Lock lock(mutex_);
        return count_;
    }

private:
    base::Mutex mutex_;
    base::Condition changed_;
    std::shared_ptr<const Theme> latest_ GUARDED_BY(mutex_);
    int count_ GUARDED_BY(mutex_) = 0;
};

TEST(ThemeReloader, HandsOverAChangedThemeAndKeepsTheLastGoodOne) {
    TestSite site;
    Inbox inbox;
    std::atomic<int> looks = 0;
    const ThemeReloader reloader{[&looks, settings = std::make_shared<const settings::Settings>(site.settings())] {
                                     ++looks;
                                     return settings;
                                 },
                                 [&inbox](auto theme) { inbox.put(std::move(theme)); }, 5ms};
    site.write("themes/default/templates/partials/footer.mustache", "<footer>first</footer>\n");
    const auto first = inbox.wait_for(1);
    ASSERT_NE(first, nullptr);
    EXPECT_TRUE(first->story(sample_story()).contains("<footer>first</footer>"));

    site.write("themes/default/templates/partials/footer.mustache", "<footer>{{#broken}}</footer>\n");
    // One look may be under way, the second sees the change, the third that the folder holds still: the fourth comes
    // after the reading.
    const int before = looks;
    while (looks < before + 4) {
        std::this_thread::sleep_for(1ms);
    }
    EXPECT_EQ(inbox.count(), 1);

    site.write("themes/default/templates/partials/footer.mustache", "<footer>mended</footer>\n");
    const auto mended = inbox.wait_for(2);
    ASSERT_NE(mended, nullptr);
    EXPECT_TRUE(mended->story(sample_story()).contains("<footer>mended</footer>"));
}

TEST(ThemeReloader, StopsAtOnceWhenItIsNotNeededAnyMore) {
    TestSite site;
    const auto start = std::chrono::steady_clock::now();
    {
        const ThemeReloader reloader{[settings = std::make_shared<const settings::Settings>(site.settings())] { return settings; },
                                     [](auto) {}, 1h};
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, 60s);
}

}  // namespace
}  // namespace stoppress::render
