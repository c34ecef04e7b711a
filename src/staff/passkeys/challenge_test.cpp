// SPDX-License-Identifier: GPL-3.0-or-later
// A challenge is valid for five minutes, for one purpose and one holder, and only if this site made it.
#include "staff/passkeys/challenge.hpp"

#include <gmock/gmock.h>

#include <set>

#include "staff/passkeys/limits.hpp"
#include "staff/secret.hpp"

namespace stoppress::staff {
namespace {

constexpr base::Time kThen{std::chrono::hours{500'000}};

TEST(Challenge, IsGoodForItsHolderAndCeremonyUntilItEnds) {
    const auto challenge = make_challenge("key", Ceremony::authentication, "holder", kThen);
    EXPECT_EQ(challenge.size(), 96U);
    EXPECT_EQ(end_of_challenge("key", Ceremony::authentication, "holder", challenge, kThen), kThen + kChallengeLasts);
    EXPECT_TRUE(
        end_of_challenge("key", Ceremony::authentication, "holder", challenge, kThen + kChallengeLasts - std::chrono::milliseconds{1}));
    EXPECT_FALSE(end_of_challenge("key", Ceremony::authentication, "holder", challenge, kThen + kChallengeLasts));
    EXPECT_FALSE(end_of_challenge("key", Ceremony::registration, "holder", challenge, kThen));
    EXPECT_FALSE(end_of_challenge("key", Ceremony::authentication, "another", challenge, kThen));
    EXPECT_FALSE(end_of_challenge("key", Ceremony::authentication, "", challenge, kThen));
    EXPECT_FALSE(end_of_challenge("another key", Ceremony::authentication, "holder", challenge, kThen));
}

TEST(Challenge, ThatSomebodyMadeOrChangedIsNone) {
    const auto challenge = make_challenge("key", Ceremony::authentication, "holder", kThen);
    for (std::size_t i = 0; i < challenge.size(); ++i) {
        std::string changed = challenge;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(end_of_challenge("key", Ceremony::authentication, "holder", changed, kThen)) << i;
    }
    for (const auto& none : {std::string(), new_secret(), challenge.substr(4), challenge + "AAAA", std::string(96, 'A')}) {
        EXPECT_FALSE(end_of_challenge("key", Ceremony::authentication, "holder", none, kThen)) << none;
    }
}

TEST(Challenge, IsNeverTheSameTwice) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        seen.insert(make_challenge("key", Ceremony::authentication, "holder", kThen));
    }
    EXPECT_EQ(seen.size(), 1000U);
}

}  // namespace
}  // namespace stoppress::staff
