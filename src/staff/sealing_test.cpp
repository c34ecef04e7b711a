// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that a sealed text is read with its secret alone, and that a changed one is not.
#include "staff/sealing.hpp"

#include <gmock/gmock.h>

#include "staff/secret.hpp"

namespace stoppress::staff {
namespace {

const std::string kSecret = sha256("one");

TEST(Sealing, GivesTheTextBackToTheSecretAlone) {
    const auto sealed = seal("sp_token", kSecret);
    EXPECT_FALSE(sealed.contains("sp_token"));
    EXPECT_EQ(open_sealed(sealed, kSecret), "sp_token");
    EXPECT_EQ(open_sealed(sealed, sha256("other")), std::nullopt);
    EXPECT_EQ(open_sealed(seal("", kSecret), kSecret), "");
}

TEST(Sealing, IsNeverTheSameTwice) {
    EXPECT_NE(seal("text", kSecret), seal("text", kSecret));
}

TEST(Sealing, RefusesWhatWasChangedOrCut) {
    auto sealed = seal("sp_token", kSecret);
    EXPECT_EQ(open_sealed(sealed.substr(0, sealed.size() - 4), kSecret), std::nullopt);
    EXPECT_EQ(open_sealed("", kSecret), std::nullopt);
    EXPECT_EQ(open_sealed("not base64url!", kSecret), std::nullopt);
    sealed[40] = sealed[40] == 'A' ? 'B' : 'A';
    EXPECT_EQ(open_sealed(sealed, kSecret), std::nullopt);
}

}  // namespace
}  // namespace stoppress::staff
