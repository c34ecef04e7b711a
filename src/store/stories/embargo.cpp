// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/stories/embargo.hpp"

#include <fmt/format.h>

namespace stoppress::store {

using base::ErrorCode;
using story::Status;

std::optional<base::Time> embargo_after(const StoryRow& row, base::Time moment) {
    return row.embargo_until && *row.embargo_until > moment ? row.embargo_until : std::nullopt;
}

base::Result<void> check_embargo(const StoryRow& row, base::Time moment) {
    const auto until = embargo_after(row, moment);
    if (!until) {
        return {};
    }
    const auto time = base::format_rfc3339(*until);
    return base::fail(
        ErrorCode::conflict,
        fmt::format("The story is under embargo until {}: schedule it for then or later, or ask an editor to lift the embargo.", time),
        base::reason_with("embargoed", "until", time));
}

base::Result<void> check_new_embargo(const StoryRow& row, base::Time until, base::Time now) {
    if (row.status == Status::published || row.status == Status::withdrawn) {
        return base::fail(ErrorCode::conflict, "Readers know this story already: only a story that is not published can have an embargo.",
                          {"embargo-on-published"});
    }
    if (until <= now) {
        auto error = base::fail(ErrorCode::invalid, "An embargo must end in the future.", {"embargo-past"});
        error.fields.push_back({"/until", "is not in the future", {"embargo-past"}});
        return error;
    }
    if (row.status == Status::scheduled && row.published_at && *row.published_at < until) {
        const auto time = base::format_rfc3339(*row.published_at);
        return base::fail(
            ErrorCode::conflict,
            fmt::format("The story is scheduled for {}, before that embargo ends: schedule it for later, or unschedule it.", time),
            base::reason_with("embargo-after-schedule", "time", time));
    }
    return {};
}

}  // namespace stoppress::store
