// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/front_matter/dates.hpp"

#include <array>

#include "base/time/time_zone.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

using std::chrono::minutes;

struct Fields {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int millisecond = 0;
    std::optional<minutes> offset;
};

/// The rest of the text, read from the front.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] char next() const { return rest_.empty() ? '\0' : rest_.front(); }
    bool take(char c) {
        const bool found = next() == c;
        rest_.remove_prefix(found ? 1 : 0);
        return found;
    }
    void skip_spaces() {
        while (is_space(next())) {
            rest_.remove_prefix(1);
        }
    }
    /// A number of `least` to `most` digits; -1 if there is none.
    int number(std::size_t least, std::size_t most) {
        std::size_t digits = 0;
        int value = 0;
        while (digits < most && digits < rest_.size() && is_ascii_digit(rest_[digits])) {
            value = value * 10 + (rest_[digits] - '0');
            ++digits;
        }
        if (digits < least) {
            return -1;
        }
        rest_.remove_prefix(digits);
        return value;
    }
    std::string_view letters() {
        std::size_t length = 0;
        while (length < rest_.size() && is_ascii_letter(rest_[length])) {
            ++length;
        }
        const std::string_view word = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return word;
    }
    void drop() { rest_.remove_prefix(rest_.empty() ? 0 : 1); }

private:
    std::string_view rest_;
};

int month_of(std::string_view word) {
    static constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                              "jul", "aug", "sep", "oct", "nov", "dec"};
    if (word.size() < 3) {
        return 0;
    }
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        if (equals_ignoring_case(word.substr(0, 3), kMonths.at(i))) {
            return static_cast<int>(i) + 1;
        }
    }
    return 0;
}

bool is_weekday(std::string_view word) {
    static constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    return word.size() >= 3 &&
           std::ranges::any_of(kDays, [word](std::string_view day) { return equals_ignoring_case(word.substr(0, 3), day); });
}

/// "9:30", "09:30:05.25".
bool read_clock(Scanner& scanner, Fields& fields) {
    fields.hour = scanner.number(1, 2);
    if (fields.hour < 0 || !scanner.take(':')) {
        return false;
    }
    fields.minute = scanner.number(1, 2);
    if (fields.minute >= 0 && scanner.take(':')) {
        fields.second = scanner.number(1, 2);
        if (fields.second >= 0 && (scanner.take('.') || scanner.take(','))) {
            int weight = 100;
            while (is_ascii_digit(scanner.next())) {
                fields.millisecond += weight * (scanner.next() - '0');
                weight /= 10;
                scanner.drop();
            }
        }
    }
    return fields.minute >= 0 && fields.second >= 0;
}

/// "Z", "+02:00", "-0500", "+02", a name, or nothing at all.
bool read_offset(Scanner& scanner, Fields& fields) {
    scanner.skip_spaces();
    const char sign = scanner.next();
    if (sign == '+' || sign == '-') {
        scanner.drop();
        const int hours = scanner.number(2, 2);
        scanner.take(':');
        const int rest = is_ascii_digit(scanner.next()) ? scanner.number(2, 2) : 0;
        if (hours < 0 || hours > 23 || rest < 0 || rest > 59) {
            return false;
        }
        fields.offset = (sign == '-' ? -1 : 1) * (std::chrono::hours(hours) + minutes(rest));
        scanner.skip_spaces();
        scanner.letters();  // Go's own form repeats the zone's name: "-0700 MST"
    } else if (is_ascii_letter(sign)) {
        // Hugo ignores the names of zones, GMT and UTC too: such a time is in the site's zone. Only "Z" counts.
        if (equals_ignoring_case(scanner.letters(), "z")) {
            fields.offset = minutes(0);
        }
    }
    scanner.skip_spaces();
    return true;
}

bool read_iso(Scanner scanner, Fields& fields) {
    fields.year = scanner.number(4, 4);
    const bool slashes = scanner.next() == '/';
    if (fields.year < 0 || !(scanner.take('-') || scanner.take('/'))) {
        return false;
    }
    fields.month = scanner.number(1, 2);
    if (fields.month < 0 || !scanner.take(slashes ? '/' : '-')) {
        return false;
    }
    fields.day = scanner.number(1, 2);
    if (fields.day < 0) {
        return false;
    }
    if (scanner.take('T') || scanner.take('t') || is_space(scanner.next())) {
        scanner.skip_spaces();
        if (!scanner.at_end() && (!read_clock(scanner, fields) || !read_offset(scanner, fields))) {
            return false;
        }
    }
    return scanner.at_end();
}

/// Words and numbers in any order, as mail, HTTP and C write them: "Mon, 02 Jan 2006 15:04:05 MST", "Mon Jan _2
/// 15:04:05 2006".
bool read_words(std::string_view text, Fields& fields) {
    bool has_month = false;
    bool has_day = false;
    bool has_year = false;
    bool has_clock = false;
    Scanner scanner(text);
    while (!scanner.at_end()) {
        const char c = scanner.next();
        if (is_ascii_letter(c)) {
            const std::string_view word = scanner.letters();
            if (const int month = month_of(word); month != 0 && !has_month) {
                fields.month = month;
                has_month = true;
            } else if (!has_clock && !is_weekday(word)) {  // behind the clock it is the name of a zone
                return false;
            }
        } else if (is_ascii_digit(c)) {
            const Scanner before = scanner;
            const int number = scanner.number(1, 4);
            if (scanner.next() == ':' && !has_clock) {
                scanner = before;
                has_clock = read_clock(scanner, fields);
                if (!has_clock) {
                    return false;
                }
            } else if (!has_day && number <= 31) {
                fields.day = number;
                has_day = true;
            } else if (!has_year) {
                // Two digits as in Go: 69 to 99 belong to the last century.
                fields.year = number >= 100 ? number : number + (number >= 69 ? 1900 : 2000);
                has_year = true;
            } else {
                return false;
            }
        } else if ((c == '+' || c == '-') && has_clock) {
            if (!read_offset(scanner, fields)) {
                return false;
            }
        } else if (is_space(c) || c == ',' || c == '.') {
            scanner.drop();
            // WordPress writes the year -0001 if there is no date.
            if (is_space(c) && scanner.next() == '-' && !has_clock) {
                return false;
            }
        } else if (c == '-') {
            scanner.drop();
        } else {
            return false;
        }
    }
    return has_month && has_day && has_year;
}

std::optional<WrittenDate> build(const Fields& fields, const std::string& time_zone) {
    using namespace std::chrono;
    const year_month_day day{year(fields.year), month(static_cast<unsigned>(fields.month)),
                             std::chrono::day(static_cast<unsigned>(fields.day))};
    if (fields.year < 1 || fields.year > 9999 || fields.month < 1 || fields.day < 1 || !day.ok() || fields.hour > 23 ||
        fields.minute > 59 || fields.second > 60) {
        return std::nullopt;
    }
    WrittenDate date;
    date.day = day;
    date.hour = fields.hour;
    date.minute = fields.minute;
    date.second = fields.second;
    const base::LocalTime local =
        local_days(day) + hours(fields.hour) + minutes(fields.minute) + seconds(fields.second) + milliseconds(fields.millisecond);
    date.time = fields.offset ? base::Time(local.time_since_epoch() - *fields.offset)
                              : base::TimeZone::find_or_utc(time_zone).moment(local, base::TimeZone::Doubled::second);
    return date;
}

}  // namespace

std::optional<WrittenDate> read_date(std::string_view text, const std::string& time_zone) {
    text = trim(text);
    if (text.empty() || text.size() > 100) {
        return std::nullopt;
    }
    Fields fields;
    if (read_iso(Scanner(text), fields)) {
        return build(fields, time_zone);
    }
    fields = {};
    if (read_words(text, fields)) {
        return build(fields, time_zone);
    }
    return std::nullopt;
}

std::optional<WrittenDate> unix_date(std::int64_t seconds, const std::string& time_zone) {
    using namespace std::chrono;
    constexpr std::int64_t kYearOne = -62'135'596'800;
    constexpr std::int64_t kYearTenThousand = 253'402'300'800;
    if (seconds < kYearOne || seconds >= kYearTenThousand) {
        return std::nullopt;
    }
    WrittenDate date;
    date.time = base::Time(std::chrono::seconds(seconds));
    const base::LocalTime local = base::TimeZone::find_or_utc(time_zone).local(date.time);
    date.day = year_month_day(floor<days>(local));
    const hh_mm_ss clock(floor<std::chrono::seconds>(local - floor<days>(local)));
    date.hour = static_cast<int>(clock.hours().count());
    date.minute = static_cast<int>(clock.minutes().count());
    date.second = static_cast<int>(clock.seconds().count());
    return date;
}

std::optional<DatedName> read_dated_name(std::string_view name, const std::string& time_zone) {
    if (name.size() < 10 || name[4] != '-' || name[7] != '-') {
        return std::nullopt;
    }
    const auto date = read_date(name.substr(0, 10), time_zone);
    if (!date.has_value()) {
        return std::nullopt;
    }
    std::string_view rest = name.substr(10);
    while (rest.starts_with('-') || rest.starts_with('_') || rest.starts_with(' ')) {
        rest.remove_prefix(1);
    }
    return DatedName{*date, rest};
}

}  // namespace stoppress::importing::hugo
