// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that robots that identify themselves are recognised, and that browsers are not mistaken for robots.
#include "readership/visitors/robots.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "generated/robots_files.hpp"

namespace stoppress::readership {
namespace {

class RobotsTest : public testing::Test {
protected:
    std::unique_ptr<const Robots> robots_ = base::must(Robots::create());
};

TEST_F(RobotsTest, KnowsEveryExampleOfTheList) {
    const auto list = boost::json::parse(base::find_embedded(generated::robots_files(), "crawler-user-agents.json")->bytes);
    std::size_t examples = 0;
    for (const auto& row : list.as_array()) {
        for (const auto& example : row.at("instances").as_array()) {
            ++examples;
            EXPECT_TRUE(robots_->is_robot(std::string_view(example.as_string()))) << example;
        }
    }
    EXPECT_GT(examples, 1000U);
}

TEST_F(RobotsTest, TakesNoBrowserForARobot) {
    for (const auto* browser :
         {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 "
          "Safari/604.1",
          "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile "
          "Safari/537.36",
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0",
          "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0",
          "Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16", "Lynx/2.9.0dev.12 libwww-FM/2.14"}) {
        EXPECT_FALSE(robots_->is_robot(browser)) << browser;
    }
}

TEST_F(RobotsTest, TakesAClientWithoutANameForARobot) {
    EXPECT_TRUE(robots_->is_robot(""));
}

TEST_F(RobotsTest, AnswersForAnyBytesAndAnyLength) {
    EXPECT_TRUE(robots_->is_robot(std::string(100'000, 'a')));
    EXPECT_TRUE(robots_->is_robot("Googlebot/2.1 " + std::string(100'000, '\xff')));
    std::string every;
    for (int byte = 0; byte < 256; ++byte) {
        every.push_back(static_cast<char>(byte));
    }
    EXPECT_TRUE(robots_->is_robot(every));
}

}  // namespace
}  // namespace stoppress::readership
