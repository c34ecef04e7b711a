// SPDX-License-Identifier: GPL-3.0-or-later
// Tests how often one person may ask, and that work is run until the threads stop.
#include "fetching/fetch_workers.hpp"

#include <gtest/gtest.h>

#include <future>

namespace stoppress::fetching {
namespace {

using namespace std::chrono_literals;

TEST(Allowance, EachPersonHasTheirOwnAndItGrowsAgain) {
    Allowance allowance;
    const Allowance::Time begin{};
    for (int i = 0; i < static_cast<int>(kFetchesAtOnce); ++i) {
        EXPECT_TRUE(allowance.take("ann", begin));
    }
    EXPECT_FALSE(allowance.take("ann", begin));
    EXPECT_TRUE(allowance.take("bob", begin));
    EXPECT_FALSE(allowance.take("ann", begin + 1s));
    EXPECT_TRUE(allowance.take("ann", begin + 3s));
    EXPECT_FALSE(allowance.take("ann", begin + 3s));
}

TEST(Allowance, RemembersOnlySoMany) {
    Allowance allowance;
    for (std::size_t i = 0; i < 3 * kMaxRemembered; ++i) {
        EXPECT_TRUE(allowance.take(std::to_string(i), {}));
    }
}

TEST(FetchWorkers, RunWhatIsPostedUntilTheyStop) {
    FetchWorkers workers{FetchOptions{}};
    std::promise<std::string> said;
    EXPECT_TRUE(workers
                    .run("ann",
                         [&](const Fetcher& fetcher) {
                             const auto fetched = fetcher.fetch({.url = "http://127.0.0.1/"});
                             said.set_value(std::string(fetched.error().reason.code.text()));
                         })
                    .has_value());
    EXPECT_EQ(said.get_future().get(), "fetch-refused");
    workers.stop();
    const auto refused = workers.run("ann", [](const Fetcher&) {});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().reason.code.text(), "fetch-busy");
}

}  // namespace
}  // namespace stoppress::fetching
