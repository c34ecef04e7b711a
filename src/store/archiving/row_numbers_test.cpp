// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers from outside are taken only if the program could have given them.
#include "store/archiving/row_numbers.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace stoppress::store {
namespace {

constexpr std::int64_t kYear10000 = 253402300800000;  // milliseconds
constexpr std::int64_t kTwoDays = 2 * 24 * 60 * 60 * 1000LL;
constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
constexpr auto kMost = std::numeric_limits<std::int64_t>::max();

bool is_taken(std::string_view column, std::int64_t number) {
    const std::array columns{ValueSlot{"words", ValueType::text}, ValueSlot{column, ValueType::integer}};
    const auto taken = refuse_wrong_numbers({std::string("w"), number}, columns);
    if (!taken.has_value()) {
        EXPECT_NE(taken.error().message.find(std::string(column)), std::string::npos);
        EXPECT_EQ(taken.error().code, base::ErrorCode::corrupt);
    }
    return taken.has_value();
}

TEST(RowNumbers, AreOnesThatCanBeGiven) {
    for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-1}, kMaxArchivedNumber, -kMaxArchivedNumber}) {
        EXPECT_TRUE(is_taken("id", number)) << number;
    }
    for (const std::int64_t number : {kMaxArchivedNumber + 1, kMost, kLeast}) {
        EXPECT_FALSE(is_taken("id", number)) << number;
    }
}

TEST(RowNumbers, AreTimesThatCanBeWritten) {
    for (const std::string_view column : {"at", "published_at", "until", "embargo_until"}) {
        EXPECT_TRUE(is_taken(column, kYear10000 - 1));
        EXPECT_TRUE(is_taken(column, -62135596800000));
        EXPECT_FALSE(is_taken(column, kYear10000 + kTwoDays));
        EXPECT_FALSE(is_taken(column, -62135596800000 - kTwoDays));
        EXPECT_FALSE(is_taken(column, kLeast));
    }
    EXPECT_TRUE(is_taken("hour", 490'000));
    EXPECT_FALSE(is_taken("hour", -1));
    EXPECT_FALSE(is_taken("hour", kYear10000));
}

TEST(RowNumbers, AreNotAskedForWhereThereIsNone) {
    const std::array columns{ValueSlot{"until", ValueType::integer}};
    EXPECT_TRUE(refuse_wrong_numbers({Cell()}, columns).has_value());
}

}  // namespace
}  // namespace stoppress::store
