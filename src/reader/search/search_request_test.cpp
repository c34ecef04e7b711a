// SPDX-License-Identifier: GPL-3.0-or-later
// What addresses of searches ask for, and that they are written as they are read.
#include "reader/search/search_request.hpp"

#include <gtest/gtest.h>

#include "base/time/time.hpp"
#include "search/limits.hpp"

namespace stoppress::reader {
namespace {

TEST(SearchRequests, AreWrittenAsTheyAreRead) {
    const auto request =
        parse_search("q=old+bridge&section=city&topic=dams&author=ann&language=fa-IR&from=2026-03-01&until=2026-03-31&order=newest&page=2");
    EXPECT_EQ(request.words, "old bridge");
    EXPECT_EQ(request.order, search::Order::newest);
    EXPECT_EQ(request.page, 2);
    EXPECT_EQ(
        search_address(request),
        "/search?q=old%20bridge&section=city&topic=dams&author=ann&language=fa-IR&from=2026-03-01&until=2026-03-31&order=newest&page=2");
    EXPECT_EQ(search_address(parse_search("q=%D9%BE%D9%84"), "/search/feed.xml"), "/search/feed.xml?q=%D9%BE%D9%84");
    EXPECT_EQ(search_address({}), "/search");
}

TEST(SearchRequests, TakeWhatIsNotValidForMissing) {
    const auto request = parse_search("q=%20a%20&from=2026-02-30&until=today&order=sideways&page=-1&language=%21");
    EXPECT_EQ(search_address(request), "/search?q=a");
    EXPECT_EQ(parse_search("q=a&page=1000000000").page, static_cast<std::int64_t>(search::kMaxDepth) + 1);
    EXPECT_EQ(parse_search("q=a&page=99999999999999999999").page, 1);
    EXPECT_EQ(parse_search("q=a&section=..%2F..").section, "-") << "nobody's, so that nothing is found";
    EXPECT_EQ(parse_search("q=%ff").words, "");
}

TEST(SearchRequests, CutWordsBetweenCharacters) {
    std::string query = "q=a";
    for (int i = 0; i < 300; ++i) {
        query += "%D9%BE";
    }
    const auto words = parse_search(query).words;
    EXPECT_EQ(words.size(), search::kMaxQueryBytes - 1);
    EXPECT_TRUE(words.ends_with("پ"));
}

TEST(SearchRequests, HaveDaysOfTheSitesZone) {
    const auto zone = base::TimeZone::find_or_utc("Pacific/Kiritimati");  // 14 hours ahead
    EXPECT_EQ(base::format_rfc3339(begin_of_day("2026-03-01", zone).value()), "2026-02-28T10:00:00Z");
    EXPECT_EQ(base::format_rfc3339(begin_of_day("2026-02-28", zone, std::chrono::days{1}).value()), "2026-02-28T10:00:00Z");
    EXPECT_FALSE(begin_of_day("", zone).has_value());
}

}  // namespace
}  // namespace stoppress::reader
