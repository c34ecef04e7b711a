// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that days are those of the zone, even when clocks change, that no hour is lost or counted twice, and that spans
// are limited.
#include "newsroom/numbers/numbers_span.hpp"
#include "store/views/records.hpp"

#include <gtest/gtest.h>

namespace stoppress::newsroom {
namespace {

using namespace std::chrono_literals;

using Step = NumbersSpan::Step;

base::Time at(std::string_view text) {
    return base::parse_rfc3339(text).value();
}

base::Result<NumbersSpan> span_of(std::string_view query, std::string_view zone = "Europe/Berlin",
                                  std::string_view now = "2026-11-25T20:00:00Z") {
    const auto parsed = base::must(http::Query::parse(query));
    QueryReader reader(parsed);
    return NumbersSpan::read(reader, at(now), zone);
}

TEST(NumbersSpan, IsTheLastWeekByDayWhereNothingIsSaid) {
    const auto span = base::must(span_of(""));
    EXPECT_EQ(span.step(), Step::day);
    EXPECT_EQ(span.from(), at("2026-11-17T23:00:00Z"));
    EXPECT_EQ(span.until(), at("2026-11-25T23:00:00Z"));
    EXPECT_EQ(span.sum_up({}).size(), 8U);
}

TEST(NumbersSpan, HasDaysOf23And25Hours) {
    for (const auto& [from, length] : {std::pair{"2026-03-29T10:00:00Z", 23}, std::pair{"2026-10-25T10:00:00Z", 25}}) {
        const auto span = base::must(span_of(std::string("from=") + from + "&until=" + std::string(from).replace(11, 2, "11")));
        EXPECT_EQ((span.last_hour() - span.first_hour()).count() + 1, length) << from;
        EXPECT_EQ(span.sum_up({}).size(), 1U);
    }
}

TEST(NumbersSpan, CountsEachHourOnce) {
    for (const auto* zone : {"UTC", "Europe/Berlin", "Asia/Tehran", "Asia/Kathmandu", "America/St_Johns"}) {
        const auto span = base::must(span_of("from=2026-01-01T00:00:00Z&until=2026-11-20T00:00:00Z", zone));
        std::map<base::Hour, store::ViewSum> hours;
        for (auto hour = span.first_hour() - 50h; hour <= span.last_hour() + 50h; ++hour) {
            hours[hour] = {.views = 1, .robots = 2};
        }
        store::ViewSum sum;
        for (const auto& point : span.sum_up(hours)) {
            EXPECT_TRUE(point.sum.views >= 23 && point.sum.views <= 25) << zone << " " << base::format_rfc3339(point.at);
            sum += point.sum;
        }
        EXPECT_EQ(sum.views, (span.last_hour() - span.first_hour()).count() + 1) << zone;
        EXPECT_EQ(sum.robots, 2 * sum.views);
    }
}

TEST(NumbersSpan, GivesEachDayTheMinutesThatClocksShowedInIt) {
    // The last: the spring and the autumn in which Lord Howe Island changes by half an hour.
    const std::vector<std::pair<const char*, const char*>> cases{
        {"Asia/Tehran", "2026-11-10"},        {"Asia/Kolkata", "2026-11-10"},  {"Asia/Kathmandu", "2026-11-10"},
        {"Pacific/Chatham", "2026-04-03"},    {"Europe/Berlin", "2026-03-27"}, {"Australia/Lord_Howe", "2026-04-03"},
        {"Australia/Lord_Howe", "2026-10-02"}};
    for (const auto& [name, first] : cases) {
        const auto zone = *base::TimeZone::find(name);
        const base::ZoneHours zone_hours(name);
        const auto begin = at(std::string(first) + "T00:00:00Z");
        const auto end = begin + std::chrono::days{6};
        std::map<base::Hour, store::ViewSum> stored;
        std::map<std::chrono::local_days, std::int64_t> expected;
        const auto span = base::must(span_of("from=" + base::format_rfc3339(begin) + "&until=" + base::format_rfc3339(end), name));
        for (auto minute = span.from(); minute < span.until(); minute += std::chrono::minutes{1}) {
            stored[zone_hours.hour_of(minute)].views += 1;
            expected[std::chrono::floor<std::chrono::days>(zone.local(minute))] += 1;
        }
        const auto points = span.sum_up(stored);
        ASSERT_EQ(points.size(), expected.size()) << name;
        for (const auto& point : points) {
            EXPECT_EQ(point.sum.views, expected.at(std::chrono::floor<std::chrono::days>(zone.local(point.at))))
                << name << ' ' << base::format_rfc3339(point.at);
        }
    }
}

TEST(NumbersSpan, HasHoursThatBeginWithTheFullHoursOfTheZone) {
    const auto span = base::must(span_of("from=2026-11-25T18:20:00Z&until=2026-11-25T19:40:00Z&step=hour", "Asia/Kathmandu"));
    EXPECT_EQ(span.from(), at("2026-11-25T18:15:00Z"));
    EXPECT_EQ(span.until(), at("2026-11-25T20:15:00Z"));
    EXPECT_EQ(span.sum_up({}).size(), 2U);
}

TEST(NumbersSpan, MovesItsEndsOutToWholeHoursAndNotBeyondNow) {
    const auto span = base::must(span_of("from=2026-11-25T17:30:00Z&until=2027-06-01T00:00:00Z&step=hour", "UTC", "2026-11-25T20:10:00Z"));
    EXPECT_EQ(span.from(), at("2026-11-25T17:00:00Z"));
    EXPECT_EQ(span.until(), at("2026-11-25T21:00:00Z"));
    EXPECT_EQ(span.sum_up({}).size(), 4U);
}

TEST(NumbersSpan, RefusesWhatIsTooLongOrBackwardsOrUnknown) {
    for (const auto* query :
         {"from=2025-01-01T00:00:00Z", "from=2026-10-01T00:00:00Z&step=hour", "from=2026-11-25T10:00:00Z&until=2026-11-25T10:00:00Z",
          "from=2026-11-25T10:00:00Z&until=2026-11-24T10:00:00Z", "from=2030-01-01T00:00:00Z", "from=yesterday", "step=minute",
          "from=0001-01-01T00:00:00Z", "until=0001-01-02T00:00:00Z", "until=0001-01-01T00:00:00Z&from=9999-12-31T23:59:59Z"}) {
        const auto span = span_of(query);
        ASSERT_FALSE(span.has_value()) << query;
        EXPECT_EQ(span.error().code, base::ErrorCode::malformed) << query;
        EXPECT_FALSE(span.error().fields.empty()) << query;
    }
}

}  // namespace
}  // namespace stoppress::newsroom
