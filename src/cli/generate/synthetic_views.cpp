// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/generate/synthetic_views.hpp"

#include "store/views/records.hpp"

#include <array>
#include <cmath>
#include <numeric>
#include <string_view>

namespace stoppress::cli {
namespace {

/// The share of each hour of UTC in a day's views, in thousandths (approximate: a zone's hours may begin up to 45
/// minutes earlier).
constexpr std::array<int, 24> kOfDay{14, 9, 6, 5, 7, 15, 33, 54, 63, 58, 52, 51, 57, 54, 48, 46, 49, 55, 62, 70, 71, 58, 39, 24};

/// The sources of readers; the rest is unknown.
struct Origin {
    std::string_view host;
    double share;
};
constexpr std::array<Origin, 5> kOrigins{{{store::kWithinSite, 0.24},
                                          {"search.example.com", 0.17},
                                          {"social.example.net", 0.09},
                                          {"forum.example.org", 0.04},
                                          {"news.example.org", 0.02}}};
constexpr double kRobots = 0.07;           // to each view of a reader
constexpr double kHalfLifeHours = 40;      // of the interest in a new story
constexpr double kLastingInterest = 0.03;  // of what it had when it was new

/// A pseudo-random number in [0, 1) determined by the arguments.
double drawn(std::uint64_t seed, std::uint64_t story, std::uint64_t hour, std::uint64_t purpose) {
    std::uint64_t state = seed;
    for (const std::uint64_t part : {story, hour, purpose}) {
        // SplitMix64's steps.
        state += 0x9E3779B97F4A7C15U + part;
        state = (state ^ (state >> 30U)) * 0xBF58476D1CE4E5B9U;
        state = (state ^ (state >> 27U)) * 0x94D049BB133111EBU;
        state ^= state >> 31U;
    }
    return static_cast<double>(state >> 11U) / 9007199254740992.0;
}

/// Rounds `expected` up or down at random, so that the average is right.
std::int64_t counted(double expected, double chance) {
    return static_cast<std::int64_t>(std::floor(expected + chance));
}

/// The story's relative interest in that hour; 0 before its publication.
double interest(const ViewedStory& story, base::Hour hour, std::uint64_t seed) {
    const auto age = (hour - story.published).count();
    if (age < 0) {
        return 0;
    }
    const auto chance = drawn(seed, static_cast<std::uint64_t>(story.id.value), 0, 0);
    const auto appeal = 0.25 + 3 * chance * chance * chance;
    return appeal * (kLastingInterest + std::exp2(-static_cast<double>(age) / kHalfLifeHours));
}

}  // namespace

std::int64_t SyntheticViews::views() const {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0},
                           [](std::int64_t sum, const store::ViewCount& count) { return sum + count.views; });
}

void add_hour(SyntheticViews& views, std::span<const ViewedStory> stories, base::Hour hour, std::int64_t day, double share,
              std::uint64_t seed) {
    double all = 0;
    for (const auto& story : stories) {
        all += interest(story, hour, seed);
    }
    if (all <= 0) {
        return;
    }
    const auto number = base::to_number(hour);
    const auto of_day = kOfDay.at(static_cast<std::size_t>(((number % 24) + 24) % 24));
    const auto in_hour = static_cast<double>(day) * of_day / 1000 * share;
    for (const auto& story : stories) {
        const auto chance = [&](std::uint64_t purpose) {
            return drawn(seed, static_cast<std::uint64_t>(story.id.value), static_cast<std::uint64_t>(number), purpose);
        };
        store::ViewCount count{.story = story.id, .hour = hour};
        count.views = counted(in_hour * interest(story, hour, seed) / all, chance(1));
        count.robots = counted(static_cast<double>(count.views) * kRobots, chance(2));
        if (count.views == 0 && count.robots == 0) {
            continue;
        }
        auto left = count.views;
        std::uint64_t purpose = 3;
        for (const auto& [host, of_views] : kOrigins) {
            const auto from = std::min(left, counted(static_cast<double>(count.views) * of_views, chance(purpose++)));
            if (from > 0) {
                views.referrers.push_back({.story = story.id, .hour = hour, .host = std::string(host), .views = from});
                left -= from;
            }
        }
        views.counts.push_back(count);
    }
}

}  // namespace stoppress::cli
