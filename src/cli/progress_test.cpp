// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what progress shows: how far, how fast and how long still, on a terminal and in a log.
#include "cli/progress.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <thread>
#include <vector>

namespace stoppress::cli {
namespace {

using namespace std::chrono_literals;

TEST(Progress, SaysHowFarHowFastAndHowLongStill) {
    std::ostringstream out;
    const Progress plain(out, false, "importing", "stories");
    EXPECT_EQ(plain.line(250, 1000, 10s), "importing 250/1000 stories (25%), 25/s, 0:30 left");
    EXPECT_EQ(plain.line(10, 100'000, 10s), "importing 10/100000 stories (0%), 1/s, 27:46:30 left");
    EXPECT_EQ(plain.line(1000, 1000, 10s), "importing 1000/1000 stories (100%), 100/s");
    EXPECT_EQ(plain.line(0, 1000, 10s), "importing 0/1000 stories (0%), 0/s") << "nobody knows how long";
    EXPECT_EQ(plain.line(42, 0, 2s), "importing 42 stories, 21/s") << "nobody knows how many";
    EXPECT_EQ(plain.line(1200, 1000, 10s), "importing 1200/1000 stories (100%), 120/s") << "more than was announced";
    EXPECT_EQ(plain.line(5, 10, 0ms), "importing 5/10 stories (50%), 5000/s, 0:00 left");
}

TEST(Progress, DrawsABarOnATerminal) {
    std::ostringstream out;
    const Progress bar(out, true, "copying", "rows");
    EXPECT_EQ(bar.line(0, 10, 1s), "copying [..............................] 0/10 rows (0%), 0/s");
    EXPECT_EQ(bar.line(5, 10, 1s), "copying [###############...............] 5/10 rows (50%), 5/s, 0:01 left");
    EXPECT_EQ(bar.line(20, 10, 1s), "copying [##############################] 20/10 rows (100%), 20/s");
}

TEST(Progress, IsSilentAboutWorkThatIsSoonDone) {
    std::ostringstream out;
    {
        Progress progress(out, false, "importing", "stories");
        progress.update(1, 2);
        progress.update(2, 2);
    }
    EXPECT_EQ(out.str(), "");
}

TEST(Progress, MayBeToldByManyThreads) {
    std::ostringstream out;
    Progress progress(out, true, "importing", "stories");
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                for (std::uint64_t done = 0; done < 10'000; ++done) {
                    progress.update(done, 10'000);
                }
            });
        }
    }
    progress.finish();
    const auto text = out.str();
    progress.update(1, 2);
    progress.finish();
    EXPECT_EQ(out.str(), text) << "nothing follows the end";
    EXPECT_TRUE(text.empty() || text.ends_with('\n'));
}

}  // namespace
}  // namespace stoppress::cli
