// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/numbers/numbers_span.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "newsroom/limits.hpp"
#include "store/views/records.hpp"
#include "story/calendar.hpp"

namespace stoppress::newsroom {
namespace {

using std::chrono::days;

base::Error wrong(std::string_view parameter, std::string message) {
    std::string sentence = fmt::format("The parameter {} {}.", parameter, message);
    return {base::ErrorCode::malformed, std::move(sentence), {{std::string(parameter), std::move(message)}}};
}

std::vector<base::Time> hours_of_span(base::Time from, base::Time until, const base::ZoneHours& hours) {
    std::vector<base::Time> starts;
    const auto end = hours.first_from(until);
    for (auto hour = hours.hour_of(from); hour <= end; ++hour) {
        starts.push_back(hours.begin_of(hour));
    }
    return starts;
}

std::vector<base::Time> days_of_span(base::Time from, base::Time until, std::string_view time_zone) {
    std::vector<base::Time> starts;
    const std::chrono::sys_days last = story::date_in(until - std::chrono::milliseconds{1}, time_zone);
    for (std::chrono::sys_days day = story::date_in(from, time_zone); day <= last + days{1}; day += days{1}) {
        starts.push_back(story::start_of(day, time_zone));
    }
    return starts;
}

}  // namespace

base::Result<NumbersSpan> NumbersSpan::read(QueryReader& reader, base::Time now, std::string_view time_zone) {
    NumbersSpan span{base::ZoneHours(time_zone)};
    const auto from = reader.time("from");
    const auto until = reader.time("until");
    span.step_ = reader.choice("step", {"hour", "day"}) == "hour" ? Step::hour : Step::day;
    TRY_VOID(reader.finish());
    const bool by_hour = span.step_ == Step::hour;
    const auto next_step = now + std::chrono::milliseconds{1};
    const auto end = std::min(until.value_or(next_step), next_step);
    const auto begin = from.value_or(end - (by_hour ? days{1} : days{7}));
    if (begin >= until.value_or(next_step)) {
        return from ? wrong("from", "must be before until and not in the future") : wrong("until", "must be after from");
    }
    if (begin < base::Time{}) {
        return wrong(from ? "from" : "until", "must not be before 1970");
    }
    const auto most = by_hour ? kMaxDaysByHour : kMaxDaysByDay;
    if (end - begin > days{most}) {
        return wrong("from", fmt::format("must be at most {} days before until if step is {}", most, by_hour ? "hour" : "day"));
    }
    span.starts_ = by_hour ? hours_of_span(begin, end, span.hours_) : days_of_span(begin, end, time_zone);
    return span;
}

base::Hour NumbersSpan::first_hour() const {
    return hours_.first_from(from());
}

base::Hour NumbersSpan::last_hour() const {
    return hours_.first_from(until()) - std::chrono::hours{1};
}

std::vector<NumbersSpan::Point> NumbersSpan::sum_up(const std::map<base::Hour, store::ViewSum>& hours_of) const {
    std::vector<Point> points;
    points.reserve(starts_.size() - 1);
    auto next = hours_of.lower_bound(first_hour());
    for (std::size_t i = 0; i + 1 < starts_.size(); ++i) {
        auto& point = points.emplace_back(Point{.at = starts_[i], .sum = {}});
        for (const auto end = hours_.first_from(starts_[i + 1]); next != hours_of.end() && next->first < end; ++next) {
            point.sum += next->second;
        }
    }
    return points;
}

}  // namespace stoppress::newsroom
