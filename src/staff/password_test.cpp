// SPDX-License-Identifier: GPL-3.0-or-later
// A password matches its own hash alone and nobody's never, and common passwords are refused.
#include "staff/password.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "staff/password_rules.hpp"
#include "staff/slow_work.hpp"

namespace stoppress::staff {
namespace {

TEST(Password, IsKnownByAHashThatCostsWhatItShould) {
    const auto hash = hash_password("heron over quiet water");
    ASSERT_TRUE(hash.has_value());
    EXPECT_THAT(*hash, ::testing::StartsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT_TRUE(is_password(*hash, "heron over quiet water"));
    EXPECT_FALSE(is_password(*hash, "heron over quiet water "));
    EXPECT_FALSE(is_password("", ""));
    EXPECT_FALSE(is_password("", "heron over quiet water"));
    EXPECT_FALSE(is_password("no hash", "heron over quiet water"));
    EXPECT_NE(*hash_password("heron over quiet water"), *hash);
}

TEST(PasswordRules, RefuseWhatIsTriedFirst) {
    const std::vector<std::string> about{"Maria Lindqvist", "maria.lind@example.org", "maria.lind", "Maria", "Lindqvist"};
    for (const std::string_view weak :
         {"",         "short",      "12345678",  "87654321",     "abcdefgh",   "aaaaaaaaaaaa", "abcabcabcabc",
          "password", "Password1",  "P@ssw0rd!", "2024Password", "qwertyuiop", "Summer2024",   "letmein!!",
          "iloveyou", "stoppress1", "1q2w3e4r",  "Lindqvist7",   "maria.lind", "Maria.Lind1!", "maria.lind@example.org"}) {
        EXPECT_FALSE(weaknesses(weak, about).empty()) << weak;
    }
    EXPECT_FALSE(weaknesses(std::string(257, 'x') + "y", {}).empty());
}

TEST(PasswordRules, TakeWhatIsNotWhateverItIsMadeOf) {
    for (const std::string_view good :
         {"heron over quiet water", "vu7kq2mz", "گربه روی دیوار", "        x.      ", "correct horse", "maria had a little lamb"}) {
        EXPECT_THAT(weaknesses(good, {"Maria", "maria@example.org"}), ::testing::IsEmpty()) << good;
    }
    EXPECT_TRUE(weaknesses(std::string(128, 'x') + std::string(128, 'y'), {}).empty());
}

TEST(SlowWork, DoesTwoAtOnceAndRefusesWhatIsTooMuch) {
    std::atomic<int> at_once{0};
    std::atomic<int> most{0};
    std::atomic<int> done{0};
    std::atomic<bool> hold{true};
    int taken = 0;
    {
        SlowWork work;
        for (int i = 0; i < 100; ++i) {
            taken += work.post([&] {
                most = std::max(most.load(), ++at_once);
                while (hold) {
                    std::this_thread::yield();
                }
                --at_once;
                ++done;
            })
                         ? 1
                         : 0;
        }
        hold = false;
    }
    EXPECT_LE(taken, static_cast<int>(SlowWork::kThreads + SlowWork::kWaiting));
    EXPECT_GE(taken, static_cast<int>(SlowWork::kWaiting));
    EXPECT_EQ(done, taken);
    EXPECT_LE(most, 2);
}

}  // namespace
}  // namespace stoppress::staff
