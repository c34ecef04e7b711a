// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a sealed text can be read with its secret alone, and that a modified one cannot.
#include "staff/sealing.hpp"

#include <gmock/gmock.h>

#include "staff/secret.hpp"

namespace stoppress::staff {
namespace {

const std::string kSealingSecret = sha256("one");

TEST(Sealing, GivesTheTextBackToTheSecretAlone) {
    const auto sealed = seal("sp_token", kSealingSecret);
    EXPECT_FALSE(sealed.contains("sp_token"));
    EXPECT_EQ(open_sealed(sealed, kSealingSecret), "sp_token");
    EXPECT_EQ(open_sealed(sealed, sha256("other")), std::nullopt);
    EXPECT_EQ(open_sealed(seal("", kSealingSecret), kSealingSecret), "");
}

TEST(Sealing, IsNeverTheSameTwice) {
    EXPECT_NE(seal("text", kSealingSecret), seal("text", kSealingSecret));
}

TEST(Sealing, RefusesWhatWasChangedOrCut) {
    auto sealed = seal("sp_token", kSealingSecret);
    EXPECT_EQ(open_sealed(sealed.substr(0, sealed.size() - 4), kSealingSecret), std::nullopt);
    EXPECT_EQ(open_sealed("", kSealingSecret), std::nullopt);
    EXPECT_EQ(open_sealed("not base64url!", kSealingSecret), std::nullopt);
    sealed[40] = sealed[40] == 'A' ? 'B' : 'A';
    EXPECT_EQ(open_sealed(sealed, kSealingSecret), std::nullopt);
}

}  // namespace
}  // namespace stoppress::staff
