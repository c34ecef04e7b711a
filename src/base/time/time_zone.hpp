// SPDX-License-Identifier: GPL-3.0-or-later
// Time zones by the rules of the system's tzdata (/usr/share/zoneinfo, or the folder named by TZDIR). All parts of the
// program use these, because ICU's own rules are as old as ICU. The rules of a zone are read once per process: a newer
// tzdata takes effect at the next start.
// Thread: any. A TimeZone is a pointer to rules that are never changed or freed.
#pragma once

#include <cctz/time_zone.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time/time.hpp"

namespace stoppress::base {

/// The time that a clock on the wall shows, without a zone.
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;

class TimeZone {
public:
    /// By its IANA name, "Europe/Berlin" or "UTC"; nothing if tzdata has no such zone. "localtime", "posix/…" and
    /// "right/…" are not accepted as names.
    [[nodiscard]] static std::optional<TimeZone> find(std::string_view name);
    /// The same, but UTC if there is no such zone.
    [[nodiscard]] static TimeZone find_or_utc(std::string_view name);

    /// The offset from UTC at `time`, positive east of Greenwich.
    [[nodiscard]] std::chrono::seconds offset_at(Time time) const;
    [[nodiscard]] LocalTime local(Time time) const;

    /// Which moment is meant when clocks are put back and show the same time twice.
    enum class Doubled : std::uint8_t { first, second };
    /// The moment at which clocks show `local`. A time that clocks skip is read with the offset from before: 02:30
    /// becomes 03:30.
    [[nodiscard]] Time moment(LocalTime local, Doubled doubled) const;

    struct Offset {
        Time from;
        std::chrono::seconds seconds;
    };
    /// The offset at `from`, and each one that begins before `until`, in order.
    [[nodiscard]] std::vector<Offset> offsets(Time from, Time until) const;

    /// Identifies the rules from 1970 to 2100: it changes if tzdata changes them.
    [[nodiscard]] std::string fingerprint() const;

private:
    explicit TimeZone(cctz::time_zone zone) : zone_(zone) {}
    cctz::time_zone zone_;
};

}  // namespace stoppress::base
