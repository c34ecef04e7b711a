// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a reader is present for five minutes after the last view and counts once, and that memory is limited.
#include "readership/audience/present_readers.hpp"

#include <gtest/gtest.h>

namespace stoppress::readership {
namespace {

constexpr base::StoryId kOne{1};
constexpr base::StoryId kTwo{2};

TEST(PresentReaders, AreThereForFiveMinutesAfterTheirLastView) {
    PresentReaders readers(100);
    readers.set_time(1000);
    readers.note(7, {}, kOne);
    readers.note(8, {}, kOne);
    EXPECT_EQ(readers.count(), 2);
    EXPECT_EQ(readers.count(kOne), 2);
    readers.set_time(1200);
    readers.note(7, {}, kOne);
    readers.note(7, {}, kOne);
    EXPECT_EQ(readers.count(), 2);
    readers.set_time(1299);
    EXPECT_EQ(readers.count(), 2);
    readers.set_time(1300);
    EXPECT_EQ(readers.count(), 1);
    EXPECT_EQ(readers.count(kOne), 1);
    readers.set_time(1500);
    EXPECT_EQ(readers.count(), 0);
    EXPECT_TRUE(readers.stories().empty());
}

TEST(PresentReaders, CountOnceWhateverTheyRead) {
    PresentReaders readers(100);
    readers.set_time(1000);
    readers.note(7, {}, kOne);
    readers.note(7, {}, kTwo);
    EXPECT_EQ(readers.count(), 1);
    EXPECT_EQ(readers.count(kOne), 0);
    EXPECT_EQ(readers.count(kTwo), 1);
}

TEST(PresentReaders, AreKnownByYesterdaysKey) {
    PresentReaders readers(100);
    readers.set_time(1000);
    readers.note(7, {}, kOne);
    readers.note(70, 7, kOne);
    readers.note(70, 7, kOne);
    EXPECT_EQ(readers.count(), 1);
    readers.note(80, 8, kOne);
    EXPECT_EQ(readers.count(), 2);
}

TEST(PresentReaders, ForgetTheOldestWhereTheyAreTooMany) {
    PresentReaders readers(10);
    for (std::uint64_t key = 0; key < 1000; ++key) {
        readers.set_time(static_cast<std::int64_t>(1000 + key / 5 * 5));
        readers.note(key, {}, kOne);
        EXPECT_LE(readers.count(), 11);
        EXPECT_EQ(readers.count(kOne), readers.count());
    }
}

}  // namespace
}  // namespace stoppress::readership
