// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that TRY and TRY_VOID pass on errors and nothing else, even nested in one expression, as GCC compiles them.
#include "base/result.hpp"

#include <gtest/gtest.h>

namespace stoppress::base {
namespace {

Result<int> half_of(int number) {
    if (number % 2 != 0) {
        return fail(ErrorCode::invalid, "odd");
    }
    return number / 2;
}

Result<int> eighth_of(int number) {
    TRY(const int half, [&]() -> Result<int> {
        TRY(const int quarter, [&]() -> Result<int> {
            TRY(const int last, half_of(number));
            return half_of(last);
        }());
        return half_of(quarter);
    }());
    return half;
}

TEST(Result, TryWithinATryPassesOnTheInnerFailure) {
    EXPECT_EQ(eighth_of(16).value(), 2);
    EXPECT_FALSE(eighth_of(4).has_value());
}

}  // namespace
}  // namespace stoppress::base
