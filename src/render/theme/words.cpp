// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/theme/words.hpp"

#include <unicode/dtptngen.h>
#include <unicode/locdspnm.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <charconv>

#include "base/threads/mutex.hpp"
#include "base/time/time_zone.hpp"

namespace stoppress::render {

namespace {

icu::Locale locale_of(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag(language, status);
    return U_FAILURE(status) != 0 ? icu::Locale::getEnglish() : locale;
}

/// CLDR has no order of its own for month and year in most other calendars, but the language has one.
icu::Locale gregorian(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = locale_of(language);
    locale.setKeywordValue("calendar", "gregorian", status);
    return locale;
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

/// A date format. ICU's date formats have state while they write, so only one thread uses it at a time; pages are
/// rendered once and cached, so nobody waits long.
class DateFormat {
public:
    DateFormat(const icu::Locale& locale, const char* skeleton) : DateFormat(locale, skeleton, locale) {}

    /// `patterns`: the locale whose order of year, month and day is used.
    DateFormat(const icu::Locale& locale, const char* skeleton, const icu::Locale& patterns) {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::DateTimePatternGenerator> generator{icu::DateTimePatternGenerator::createInstance(patterns, status)};
        const icu::UnicodeString pattern = generator != nullptr ? generator->getBestPattern(icu::UnicodeString::fromUTF8(skeleton), status)
                                                                : icu::UnicodeString(u"y-MM-dd");
        format_ = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
        if (U_FAILURE(status) != 0) {
            base::die("ICU has no date format: is libicu-data installed?");
        }
        format_->setTimeZone(*icu::TimeZone::getGMT());  // the value is local time already, because ICU's own zones are out of date
    }

    [[nodiscard]] std::string write(base::LocalTime time) {
        const base::Lock lock(mutex_);
        icu::UnicodeString text;
        return to_utf8(format_->format(static_cast<UDate>(time.time_since_epoch().count()), text));
    }

private:
    base::Mutex mutex_;
    std::unique_ptr<icu::SimpleDateFormat> format_ GUARDED_BY(mutex_);
};

/// The first and the last day of "2026-03", of all of "2026", or of January 1970 for anything else.
struct Days {
    base::LocalTime first;
    base::LocalTime last;
};

Days days_of(std::string_view span) {
    int year = 1970;
    unsigned first = 1;
    unsigned last = 1;
    if (span.size() == 7 || span.size() == 4) {
        std::from_chars(span.data(), span.data() + 4, year);
        last = 12;
    }
    if (span.size() == 7) {
        std::from_chars(span.data() + 5, span.data() + 7, first);
        last = first;
    }
    const std::chrono::year in{year};
    return {std::chrono::local_days{in / std::chrono::month{first} / 1},
            std::chrono::local_days{in / std::chrono::month{last} / std::chrono::last}};
}

/// Both ends of a span, or the one that they have in common.
std::string from_to(const std::string& first, const std::string& last) {
    return first == last ? first : first + " – " + last;
}

void replace(std::string& text, std::string_view name, std::string_view value) {
    const std::string placeholder = "{" + std::string(name) + "}";
    for (std::size_t at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder, at + value.size())) {
        text.replace(at, placeholder.size(), value);
    }
}

}  // namespace

struct Words::Formats {
    Formats(const std::string& language, const std::string& time_zone)
        : zone(base::TimeZone::find_or_utc(time_zone)),
          date(locale_of(language), "yMMMMd"),
          date_and_time(locale_of(language), "yMMMMdjm"),
          month_and_year(locale_of(language), "yMMMM", gregorian(language)),
          month(locale_of(language), "LLLL"),
          year(locale_of(language), "y"),
          numbers(icu::number::NumberFormatter::withLocale(locale_of(language))) {
        UErrorCode status = U_ZERO_ERROR;
        plurals.reset(icu::PluralRules::forLocale(locale_of(language), status));
        if (plurals == nullptr || U_FAILURE(status) != 0) {
            base::die("ICU has no plural rules: is libicu-data installed?");
        }
    }

    base::TimeZone zone;
    DateFormat date;
    DateFormat date_and_time;
    DateFormat month_and_year;
    DateFormat month;
    DateFormat year;
    icu::number::LocalizedNumberFormatter numbers;
    std::unique_ptr<icu::PluralRules> plurals;
};

Words::Words(const Catalogues& catalogues, const std::string& language, const std::string& time_zone)
    : language_(language), formats_(std::make_unique<Formats>(language, time_zone)) {
    const auto add = [this](const Catalogue& catalogue) {
        for (const auto& [key, wording] : catalogue) {
            if (wording.forms.size() > 1) {
                counts_.insert_or_assign(key, wording.forms);
            }
            texts_.insert_or_assign(key, wording.forms.find("other")->second);
        }
    };
    add(catalogues.find("en")->second);
    add(catalogues.find(language)->second);
}

Words::~Words() = default;

const std::string& Words::text(std::string_view key) const {
    const auto found = texts_.find(key);
    if (found == texts_.end()) {
        base::die("The built-in catalogue has no entry " + std::string(key));
    }
    return found->second;
}

std::string Words::filled(std::string_view key, std::initializer_list<std::pair<std::string_view, std::string>> values) const {
    std::string filled = text(key);
    for (const auto& [name, value] : values) {
        replace(filled, name, value);
    }
    return filled;
}

std::string Words::counted(std::string_view key, std::int64_t count) const {
    std::string filled = text(key);
    if (const auto forms = counts_.find(key); forms != counts_.end()) {
        const std::string category = to_utf8(formats_->plurals->select(static_cast<double>(count)));
        if (const auto form = forms->second.find(category); form != forms->second.end()) {
            filled = form->second;
        }
    }
    replace(filled, "count", number(count));
    return filled;
}

std::string Words::number(std::int64_t number) const {
    UErrorCode status = U_ZERO_ERROR;
    return to_utf8(formats_->numbers.formatInt(number, status).toString(status));
}

std::string Words::date(base::Time time) const {
    return formats_->date.write(formats_->zone.local(time));
}

std::string Words::date_and_time(base::Time time) const {
    const auto local = formats_->zone.local(time);
    const bool midnight = local == std::chrono::floor<std::chrono::days>(local);
    return midnight ? formats_->date.write(local) : formats_->date_and_time.write(local);
}

std::string Words::month_and_year(std::string_view month) const {
    const auto [first, last] = days_of(month);
    auto end = formats_->month_and_year.write(last);
    auto begin = formats_->month_and_year.write(first);
    const auto name = formats_->month.write(first);
    // The year is written once: "آبان – آذر ۱۴۰۵".
    if (begin != end && formats_->year.write(first) == formats_->year.write(last) && begin.starts_with(name)) {
        begin = name;
    }
    return from_to(begin, end);
}

std::string Words::month(std::string_view month) const {
    const auto [first, last] = days_of(month);
    return from_to(formats_->month.write(first), formats_->month.write(last));
}

std::string Words::year(std::string_view month) const {
    const auto [first, last] = days_of(month.substr(0, 4));
    return from_to(formats_->year.write(first), formats_->year.write(last));
}

std::string own_name(const std::string& language) {
    const icu::Locale locale = locale_of(language);
    icu::UnicodeString name;
    const std::unique_ptr<icu::LocaleDisplayNames> names{icu::LocaleDisplayNames::createInstance(locale)};
    names->localeDisplayName(locale, name);
    return name.isEmpty() ? language : to_utf8(name);
}

std::string open_graph_locale(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = locale_of(language);
    locale.addLikelySubtags(status);
    const std::string region = locale.getCountry();
    return region.empty() ? locale.getLanguage() : std::string(locale.getLanguage()) + "_" + region;
}

}  // namespace stoppress::render
