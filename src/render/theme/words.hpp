// SPDX-License-Identifier: GPL-3.0-or-later
// A page's labels in one language, and its formats for numbers, counts and dates.
// Flow:   ThemeFiles -> Catalogues -> Words -> page_values
// Thread: any; immutable once made.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "render/theme/theme_files.hpp"
#include "story/text.hpp"

namespace stoppress::render {

/// An entry of a catalogue: a text, or its forms by CLDR plural category ("one", "few", "other").
struct Wording {
    std::map<std::string, std::string, std::less<>> forms;  ///< a plain text has only the form "other"
    std::string where;
};
using Catalogue = std::map<std::string, Wording, std::less<>>;

/// By language; the built-in English is the fallback for missing entries.
using Catalogues = std::map<std::string, Catalogue, std::less<>>;

/// Reads words/*.toml. Fails with `invalid`, naming file, line and key, if the English catalogue does not have a word,
/// its English wording does not have a placeholder, or a language's name is not BCP 47.
[[nodiscard]] base::Result<Catalogues> read_catalogues(const ThemeFiles& files);

class Words {
public:
    /// `language` must be one of `catalogues`; `time_zone` is an IANA name.
    Words(const Catalogues& catalogues, const std::string& language, const std::string& time_zone);
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;
    Words(Words&&) = delete;
    Words& operator=(Words&&) = delete;
    ~Words();

    [[nodiscard]] const std::string& language() const { return language_; }
    [[nodiscard]] story::Direction direction() const { return story::direction_of(language_); }

    /// All plain texts by key.
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& texts() const { return texts_; }
    [[nodiscard]] const std::string& text(std::string_view key) const;
    /// The text with each {name} replaced.
    [[nodiscard]] std::string filled(std::string_view key, std::initializer_list<std::pair<std::string_view, std::string>> values) const;
    /// The plural form for `count`, with {count} replaced.
    [[nodiscard]] std::string counted(std::string_view key, std::int64_t count) const;

    [[nodiscard]] std::string number(std::int64_t number) const;
    /// In the site's time zone and the calendar of the language: "23 November 2026".
    [[nodiscard]] std::string date(base::Time time) const;
    /// With the time of day, unless that is midnight: then only the day is known.
    [[nodiscard]] std::string date_and_time(base::Time time) const;
    /// For "2026-03": "March 2026", "March", "2026". The archive's months are Gregorian. In a language with another
    /// calendar, the months and years of that calendar which they are in are named: "اسفند ۱۴۰۴ – فروردین ۱۴۰۵".
    [[nodiscard]] std::string month_and_year(std::string_view month) const;
    [[nodiscard]] std::string month(std::string_view month) const;
    /// The whole Gregorian year, also for "2026".
    [[nodiscard]] std::string year(std::string_view month) const;

private:
    struct Formats;
    std::string language_;
    std::map<std::string, std::string, std::less<>> texts_;
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> counts_;
    std::unique_ptr<Formats> formats_;
};

/// The catalogue's language for `language`: itself, or without its last subtags, then `fallback` in the same
/// way, then English.
[[nodiscard]] std::string choose_wording(const Catalogues& catalogues, std::string_view language, std::string_view fallback);

/// The language's name in itself: "فارسی". The tag if it is not known.
[[nodiscard]] std::string own_name(const std::string& language);

/// In OpenGraph's form: "en_US", with the region where the language is mostly spoken.
[[nodiscard]] std::string open_graph_locale(const std::string& language);

}  // namespace stoppress::render
