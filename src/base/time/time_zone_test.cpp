// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that time zones follow the system's tzdata: every zone as the C library reads it, and recent changes that ICU
// 72 lacks.
#include "base/time/time_zone.hpp"

#include <gtest/gtest.h>
#include <time.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace stoppress::base {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

Time at(std::string_view text) {
    return *parse_rfc3339(text);
}

LocalTime wall(std::string_view text) {
    return LocalTime{at(std::string(text) + "Z").time_since_epoch()};
}

/// Has the C library read a zone, which does so with code of its own.
class ZoneOfLibrary {
public:
    explicit ZoneOfLibrary(const std::string& name) {
        setenv("TZ", (":" + name).c_str(), 1);
        tzset();
    }
    ~ZoneOfLibrary() {
        unsetenv("TZ");
        tzset();
    }
    [[nodiscard]] static long offset_at(Time time) {
        const std::time_t moment = std::chrono::floor<seconds>(time).time_since_epoch().count();
        std::tm local{};
        localtime_r(&moment, &local);
        return local.tm_gmtoff;
    }
};

std::vector<std::string> zones_of_tzdata() {
    std::vector<std::string> zones;
    std::ifstream file{"/usr/share/zoneinfo/tzdata.zi"};
    for (std::string line; std::getline(file, line);) {  // "Z Europe/Berlin 0:53:28 - LMT …", "L Europe/Berlin Europe/Oslo"
        std::istringstream words{line};
        std::string kind;
        std::string first;
        std::string second;
        words >> kind >> first >> second;
        if (kind == "Z" || kind == "L") {
            zones.push_back(kind == "Z" ? first : second);
        }
    }
    return zones;
}

TEST(TimeZone, HasEveryZoneOfTheSystemAsTheCLibraryReadsIt) {
    const auto zones = zones_of_tzdata();
    ASSERT_GT(zones.size(), 300U);
    const auto end = at("2037-12-31T00:00:00Z");
    for (const auto& name : zones) {
        const auto zone = TimeZone::find(name);
        if (!zone) {  // tzdata-legacy may not be installed
            EXPECT_FALSE(std::ifstream{"/usr/share/zoneinfo/" + name}.good() && name != "Factory") << name;
            continue;
        }
        const ZoneOfLibrary library{name};
        for (auto time = Time{}; time < end; time += hours{24 * 6 + 7}) {
            ASSERT_EQ(zone->offset_at(time).count(), ZoneOfLibrary::offset_at(time)) << name << ' ' << format_rfc3339(time);
        }
        auto before = ZoneOfLibrary::offset_at(Time{});
        for (const auto& [from, offset] : zone->offsets(Time{}, end)) {
            ASSERT_EQ(offset.count(), ZoneOfLibrary::offset_at(from)) << name << ' ' << format_rfc3339(from);
            ASSERT_EQ(before, ZoneOfLibrary::offset_at(from - (from == Time{} ? seconds{0} : seconds{1})))
                << name << ' ' << format_rfc3339(from);
            before = offset.count();
        }
    }
}

struct OffsetCase {
    std::string_view zone;
    std::string_view time;
    minutes offset;
};

class LateChanges : public testing::TestWithParam<OffsetCase> {};

TEST_P(LateChanges, AreKnown) {
    const auto& [name, time, offset] = GetParam();
    const auto zone = TimeZone::find(name);
    ASSERT_TRUE(zone) << name;
    EXPECT_EQ(zone->offset_at(at(time)), offset) << name;
    EXPECT_EQ(zone->moment(zone->local(at(time)), TimeZone::Doubled::first), at(time));
}

INSTANTIATE_TEST_SUITE_P(Cases, LateChanges,
                         testing::Values(OffsetCase{"America/Mexico_City", "2026-07-01T12:00:00Z", hours{-6}},
                                         OffsetCase{"America/Ciudad_Juarez", "2026-07-01T12:00:00Z", hours{-6}},
                                         OffsetCase{"America/Ciudad_Juarez", "2026-12-01T12:00:00Z", hours{-7}},
                                         OffsetCase{"Africa/Cairo", "2026-07-01T12:00:00Z", hours{3}},
                                         OffsetCase{"Africa/Cairo", "2026-12-01T12:00:00Z", hours{2}},
                                         OffsetCase{"Asia/Almaty", "2026-07-01T12:00:00Z", hours{5}},
                                         OffsetCase{"America/Asuncion", "2026-07-01T12:00:00Z", hours{-3}},
                                         OffsetCase{"America/Nuuk", "2026-07-01T12:00:00Z", hours{-1}},
                                         OffsetCase{"Asia/Tehran", "2026-07-01T12:00:00Z", minutes{210}},
                                         OffsetCase{"Asia/Kolkata", "2026-07-01T12:00:00Z", minutes{330}},
                                         OffsetCase{"Europe/Berlin", "2060-07-01T12:00:00Z", hours{2}}));

TEST(TimeZone, ReadsTimesThatClocksSkipOrShowTwice) {
    const auto berlin = *TimeZone::find("Europe/Berlin");
    EXPECT_EQ(berlin.moment(wall("2026-03-29T02:30:00"), TimeZone::Doubled::first), at("2026-03-29T01:30:00Z"));
    EXPECT_EQ(berlin.moment(wall("2026-03-29T02:30:00"), TimeZone::Doubled::second), at("2026-03-29T01:30:00Z"));
    EXPECT_EQ(berlin.moment(wall("2026-10-25T02:30:00"), TimeZone::Doubled::first), at("2026-10-25T00:30:00Z"));
    EXPECT_EQ(berlin.moment(wall("2026-10-25T02:30:00"), TimeZone::Doubled::second), at("2026-10-25T01:30:00Z"));
    EXPECT_EQ(berlin.moment(wall("2026-10-25T02:30:00.250"), TimeZone::Doubled::second), at("2026-10-25T01:30:00.250Z"));
    EXPECT_EQ(berlin.local(at("1969-12-31T23:59:59.750Z")), wall("1970-01-01T00:59:59.750"));
}

TEST(TimeZone, ListsOffsetsWithinASpan) {
    const auto offsets = TimeZone::find("Europe/Berlin")->offsets(at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
    ASSERT_EQ(offsets.size(), 3U);
    EXPECT_EQ(offsets[0].seconds, hours{1});
    EXPECT_EQ(format_rfc3339(offsets[1].from), "2026-03-29T01:00:00Z");
    EXPECT_EQ(offsets[1].seconds, hours{2});
    EXPECT_EQ(format_rfc3339(offsets[2].from), "2026-10-25T01:00:00Z");
    EXPECT_EQ(TimeZone::find("UTC")->offsets(Time{}, at("2037-01-01T00:00:00Z")).size(), 1U);
    EXPECT_NE(TimeZone::find("Europe/Berlin")->fingerprint(), TimeZone::find("Europe/London")->fingerprint());
    EXPECT_EQ(TimeZone::find("Europe/Berlin")->fingerprint(), TimeZone::find("Europe/Berlin")->fingerprint());
}

TEST(TimeZone, TakesNamesOfTheDatabaseAndNoFilesOrRulesOfItsOwn) {
    for (const auto* name : {"UTC", "GMT", "Etc/GMT+3", "Europe/Berlin", "America/Argentina/Buenos_Aires", "America/Port-au-Prince"}) {
        EXPECT_TRUE(TimeZone::find(name)) << name;
    }
    for (const auto* name : {"", "Nowhere/At_All", "GMT+3:30", "+03:30", "Fixed/UTC+05:30:00", "localtime", "posixrules",
                             "posix/Europe/Berlin", "right/Europe/Berlin", "../zoneinfo/UTC", "/etc/localtime", "Europe", "Europe/",
                             "Europe//Berlin", "zone.tab", "tzdata.zi", "CET-1CEST,M3.5.0,M10.5.0/3", ":UTC", "Factory"}) {
        EXPECT_FALSE(TimeZone::find(name)) << name;
    }
    EXPECT_FALSE(TimeZone::find(std::string(100'000, 'A')));
    EXPECT_FALSE(TimeZone::find(std::string_view{"UTC\0x", 5}));
    EXPECT_EQ(TimeZone::find_or_utc("Nowhere").offset_at(Time{}), seconds{0});
}

}  // namespace
}  // namespace stoppress::base
