// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/time/time_zone.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

namespace stoppress::base {

namespace {

using std::chrono::seconds;
using Seconds = std::chrono::sys_seconds;

constexpr std::size_t kLongestName = 64;  // the longest in tzdata has 32

/// cctz opens any file that a name leads to, so only names of the database are accepted. These are files in its folder
/// that are not zones, or zones whose clocks count leap seconds.
bool may_be_name(std::string_view name) {
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const auto is_usual = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-' || c == '/'; };
    return !name.empty() && name.size() <= kLongestName && is_letter(name.front()) && std::ranges::all_of(name, is_usual) &&
           !name.contains("//") && !name.ends_with('/') && !name.starts_with("posix/") && !name.starts_with("right/") &&
           !name.starts_with("Fixed/") && name != "posixrules" && name != "localtime" && name != "Factory";
}

cctz::civil_second civil(LocalTime local) {
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date{std::chrono::sys_days{day.time_since_epoch()}};
    const auto second = std::chrono::floor<seconds>(local) - day;
    return cctz::civil_second(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                              static_cast<int>(static_cast<unsigned>(date.day()))) +
           second.count();
}

}  // namespace

std::optional<TimeZone> TimeZone::find(std::string_view name) {
    // cctz looks up zones under a lock, and imports ask for each story.
    static thread_local std::unordered_map<std::string, cctz::time_zone> zones;
    std::string key{name.substr(0, kLongestName + 1)};
    if (const auto found = zones.find(key); found != zones.end()) {
        return TimeZone{found->second};
    }
    cctz::time_zone zone;
    if (!may_be_name(name) || !cctz::load_time_zone(key, &zone)) {
        return std::nullopt;
    }
    zones.emplace(std::move(key), zone);
    return TimeZone{zone};
}

TimeZone TimeZone::find_or_utc(std::string_view name) {
    return find(name).value_or(TimeZone{cctz::utc_time_zone()});
}

seconds TimeZone::offset_at(Time time) const {
    return seconds{zone_.lookup(std::chrono::floor<seconds>(time)).offset};
}

LocalTime TimeZone::local(Time time) const {
    return LocalTime{(time + offset_at(time)).time_since_epoch()};
}

Time TimeZone::moment(LocalTime local, Doubled doubled) const {
    const auto found = zone_.lookup(civil(local));
    const bool second = found.kind == cctz::time_zone::civil_lookup::REPEATED && doubled == Doubled::second;
    const Seconds moment = std::chrono::time_point_cast<seconds>(second ? found.post : found.pre);
    return moment + (local - std::chrono::floor<seconds>(local));
}

std::vector<TimeZone::Offset> TimeZone::offsets(Time from, Time until) const {
    std::vector<Offset> offsets{{from, offset_at(from)}};
    cctz::time_zone::civil_transition transition;
    auto at = std::chrono::floor<seconds>(from);
    while (zone_.next_transition(at, &transition)) {
        const auto next = std::chrono::time_point_cast<seconds>(zone_.lookup(transition.to).trans);
        at = next > at ? next : at + seconds{1};
        if (at >= until) {
            break;
        }
        if (const auto offset = offset_at(at); offset != offsets.back().seconds) {
            offsets.push_back({at, offset});
        }
    }
    return offsets;
}

std::string TimeZone::fingerprint() const {
    constexpr Time kEnd = std::chrono::sys_days{std::chrono::year{2100} / 1 / 1};
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (const auto& [from, offset] : offsets(Time{}, kEnd)) {
        for (const auto number : {to_milliseconds(from), static_cast<std::int64_t>(offset.count())}) {
            for (int shift = 0; shift < 64; shift += 8) {
                hash = (hash ^ ((static_cast<std::uint64_t>(number) >> shift) & 0xFF)) * 0x100000001b3;
            }
        }
    }
    return fmt::format("{:016x}", hash);
}

}  // namespace stoppress::base
