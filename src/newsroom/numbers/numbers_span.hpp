// SPDX-License-Identifier: GPL-3.0-or-later
// The requested span of numbers, divided into hours or days: from the parameters from, until and step.
// Flow:   query -> NumbersSpan -> store, whose hours it sums up -> answer
// Thread: any; immutable.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "base/time/zone_hours.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "store/views/records.hpp"

namespace stoppress::newsroom {

class NumbersSpan {
public:
    enum class Step : std::uint8_t { hour, day };

    /// Reads the parameters; they are refused if the span exceeds the limits or ends before it begins. The default is
    /// the last seven days by day. Days are those of `time_zone`; both ends are extended to whole steps, and the end is
    /// at most the end of the step that contains `now`. Call reader.finish() afterwards.
    static base::Result<NumbersSpan> read(QueryReader& reader, base::Time now, std::string_view time_zone);

    [[nodiscard]] Step step() const { return step_; }
    [[nodiscard]] base::Time from() const { return starts_.front(); }
    [[nodiscard]] base::Time until() const { return starts_.back(); }
    /// The hours by which views are stored in `time_zone`.
    [[nodiscard]] const base::ZoneHours& hours() const { return hours_; }
    /// Both inclusive. An hour belongs to the day in which it begins, and lies completely in it.
    [[nodiscard]] base::Hour first_hour() const;
    [[nodiscard]] base::Hour last_hour() const;

    struct Point {
        base::Time at;
        store::ViewSum sum;
    };
    /// Every step of the span, including those without views.
    [[nodiscard]] std::vector<Point> sum_up(const std::map<base::Hour, store::ViewSum>& hours) const;

private:
    explicit NumbersSpan(base::ZoneHours hours) : hours_(hours) {}

    base::ZoneHours hours_;
    Step step_ = Step::day;
    std::vector<base::Time> starts_;  ///< start of each step, and the end of the last one
};

}  // namespace stoppress::newsroom
