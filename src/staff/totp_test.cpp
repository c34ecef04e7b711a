// SPDX-License-Identifier: GPL-3.0-or-later
// Codes match RFC 6238's table, and are valid around their time and once.
#include "staff/totp.hpp"

#include <gtest/gtest.h>

#include "staff/secret.hpp"

namespace stoppress::staff {
namespace {

base::Time at(std::int64_t second) {
    return base::from_milliseconds(second * 1000);
}

const std::string kSecret = to_base32("12345678901234567890");

TEST(Totp, GivesTheCodesOfTheStandard) {
    EXPECT_EQ(kSecret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    struct Case {
        std::int64_t seconds;
        const char* code;  // the last six digits of Appendix B
    };
    for (const Case& row : {Case{59, "287082"}, Case{1'111'111'109, "081804"}, Case{1'111'111'111, "050471"}, Case{1'234'567'890, "005924"},
                            Case{2'000'000'000, "279037"}, Case{20'000'000'000, "353130"}}) {
        EXPECT_EQ(totp_code(kSecret, totp_step(at(row.seconds))), row.code);
    }
}

TEST(Totp, TakesACodeOnceAndOnlyAroundItsTime) {
    const auto now = at(1'234'567'890);
    const auto step = totp_step(now);
    for (const std::int64_t off : {-1, 0, 1}) {
        EXPECT_EQ(step_of_code(kSecret, totp_code(kSecret, step + off), now, 0), step + off);
    }
    EXPECT_EQ(step_of_code(kSecret, totp_code(kSecret, step - 2), now, 0), std::nullopt);
    EXPECT_EQ(step_of_code(kSecret, totp_code(kSecret, step + 2), now, 0), std::nullopt);
    EXPECT_EQ(step_of_code(kSecret, totp_code(kSecret, step), now, step), std::nullopt) << "used";
    EXPECT_EQ(step_of_code(kSecret, totp_code(kSecret, step - 1), now, step), std::nullopt) << "older than the one used";
    EXPECT_EQ(step_of_code(kSecret, totp_code(kSecret, step + 1), now, step), step + 1);
    for (const std::string_view code : {"", "00592", "0059244", "x05924"}) {
        EXPECT_EQ(step_of_code(kSecret, code, now, 0), std::nullopt);
    }
}

TEST(Totp, TellsAnAppWhoseSecretItIs) {
    EXPECT_EQ(totp_address("The Ledger & Co", "ann@example.org", "ABC"),
              "otpauth://totp/The%20Ledger%20%26%20Co:ann%40example.org?secret=ABC&issuer=The%20Ledger%20%26%20Co");
    EXPECT_NE(new_totp_secret(), new_totp_secret());
    EXPECT_EQ(from_base32(new_totp_secret()).size(), 20U);
}

TEST(Secret, IsNewEachTimeAndComesBackFromBase32) {
    EXPECT_EQ(new_secret().size(), kSecretLength);
    EXPECT_NE(new_secret(), new_secret());
    EXPECT_EQ(fingerprint("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    for (const std::string_view bytes : {"", "f", "fo", "foo", "foob", "fooba", "foobar", "\xff\x00\x80"}) {
        EXPECT_EQ(from_base32(to_base32(bytes)), bytes);
    }
    EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
    EXPECT_EQ(from_base32("mzxw"), "") << "small letters are none of it";
    EXPECT_TRUE(are_equal("same", "same"));
    EXPECT_FALSE(are_equal("same", "some"));
    EXPECT_FALSE(are_equal("same", "sam"));
}

}  // namespace
}  // namespace stoppress::staff
