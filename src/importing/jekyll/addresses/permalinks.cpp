// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/addresses/permalinks.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "importing/jekyll/ruby_text.hpp"
#include "importing/text/code_points.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 25> kPlaceholders{"year",        "month",
                                                         "day",         "hour",
                                                         "minute",      "second",
                                                         "i_day",       "i_month",
                                                         "short_month", "long_month",
                                                         "short_year",  "w_year",
                                                         "week",        "w_day",
                                                         "short_day",   "long_day",
                                                         "y_day",       "title",
                                                         "slug",        "name",
                                                         "categories",  "slugified_categories",
                                                         "path",        "collection",
                                                         "output_ext"};
constexpr std::array<std::string_view, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                                   "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/// Encodes what may not stand in a path. '/' stays.
std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (base::is_unreserved(c) || std::string_view("!$&'()*+,;=:@/").contains(c)) {
            out += c;
        } else {
            base::append_percent(out, c);
        }
    }
    return out;
}

/// Each once, in order.
std::string joined(const std::vector<std::string>& categories, bool slugs) {
    std::vector<std::string> parts;
    for (const std::string& category : categories) {
        std::string part = slugs ? slugified(category, false, false) : ruby_downcase(category);
        if (std::ranges::find(parts, part) == parts.end()) {
            parts.push_back(std::move(part));
        }
    }
    std::string out;
    for (const std::string& part : parts) {
        out += (out.empty() ? "" : "/") + part;
    }
    return out;
}

struct IsoWeek {
    int year = 0;
    int week = 0;
};

/// The week that has the day's Thursday.
IsoWeek iso_week(year_month_day day) {
    const weekday on{sys_days(day)};
    const sys_days thursday = sys_days(day) + days(4 - static_cast<int>(on.iso_encoding()));
    const year_month_day of(thursday);
    const auto first = sys_days(of.year() / January / 1);
    return {static_cast<int>(of.year()), static_cast<int>((thursday - first).count()) / 7 + 1};
}

std::optional<std::string> of_date(std::string_view name, const hugo::WrittenDate& date) {
    const int year = static_cast<int>(date.day.year());
    const unsigned month = static_cast<unsigned>(date.day.month());
    const unsigned day = static_cast<unsigned>(date.day.day());
    const unsigned on = weekday(sys_days(date.day)).iso_encoding();
    const std::string_view month_name = kMonths.at(month - 1);
    const std::string_view day_name = kWeekdays.at(on - 1);
    const auto day_of_year = (sys_days(date.day) - sys_days(date.day.year() / January / 1)).count() + 1;
    const std::array<std::pair<std::string_view, std::string>, 17> values{{{"year", fmt::format("{:04}", year)},
                                                                           {"month", fmt::format("{:02}", month)},
                                                                           {"day", fmt::format("{:02}", day)},
                                                                           {"hour", fmt::format("{:02}", date.hour)},
                                                                           {"minute", fmt::format("{:02}", date.minute)},
                                                                           {"second", fmt::format("{:02}", date.second)},
                                                                           {"i_day", fmt::to_string(day)},
                                                                           {"i_month", fmt::to_string(month)},
                                                                           {"short_month", std::string(month_name.substr(0, 3))},
                                                                           {"long_month", std::string(month_name)},
                                                                           {"short_year", fmt::format("{:02}", year % 100)},
                                                                           {"w_year", fmt::format("{:04}", iso_week(date.day).year)},
                                                                           {"week", fmt::format("{:02}", iso_week(date.day).week)},
                                                                           {"w_day", fmt::to_string(on)},
                                                                           {"short_day", std::string(day_name.substr(0, 3))},
                                                                           {"long_day", std::string(day_name)},
                                                                           {"y_day", fmt::format("{:03}", day_of_year)}}};
    const auto found = std::ranges::find(values, name, &std::pair<std::string_view, std::string>::first);
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> value_of(std::string_view name, const UrlParts& parts) {
    if (name == "path") {
        return parts.path;
    }
    if (name == "output_ext") {
        return parts.output_extension;
    }
    if (parts.page) {
        return name == "basename" ? std::optional(parts.basename) : std::nullopt;
    }
    if (name == "title" || name == "slug") {
        return slugified(parts.slug, name == "title", name == "title");
    }
    if (name == "name") {
        return slugified(parts.basename, false, false);
    }
    if (name == "categories" || name == "slugified_categories") {
        return joined(parts.categories, name != "categories");
    }
    if (name == "collection") {
        return parts.collection;
    }
    return parts.date.has_value() ? of_date(name, *parts.date) : std::nullopt;
}

/// "year_": the '_' belongs to the placeholder only if there is one of that name.
std::size_t name_length(std::string_view behind_colon) {
    const std::size_t length = std::min(
        static_cast<std::size_t>(std::ranges::find_if_not(behind_colon, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; }) -
                                 behind_colon.begin()),
        behind_colon.size());
    return length > 1 && behind_colon[length - 1] == '_' ? length - 1 : length;
}

/// What stands in a permalink beside placeholders: it is the name of a file, so '?' and '#' have no meaning.
std::string literal(std::string_view text) {
    return replace_all(replace_all(text, "?", "%3F"), "#", "%23");
}

/// Takes out what would lead out of the site's folder, as Jekyll does: "..", and any "./".
std::string sanitized(const std::string& url) {
    const std::string text = replace_all(replace_all("/" + url, "..", "/"), "./", "");
    std::string out;
    for (const char c : text) {
        if (c != '/' || !out.ends_with('/')) {
            out += c;
        }
    }
    return out;
}

}  // namespace

std::string slugified(std::string_view text, bool pretty, bool cased) {
    std::string slug;
    for_each_code_point(text, [&slug, pretty](UChar32 c, std::string_view bytes) {
        const bool letter = c >= 0 && (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
        if (letter || (pretty && bytes.size() == 1 && std::string_view("._~!$&'()+,;=@").contains(bytes.front()))) {
            slug += bytes;
        } else if (!slug.ends_with('-')) {
            slug += '-';
        }
    });
    slug.erase(0, slug.starts_with('-') ? 1 : 0);
    if (slug.ends_with('-')) {
        slug.pop_back();
    }
    return cased ? slug : ruby_downcase(slug);
}

std::string post_template(const std::string& style) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kStyles{
        {{"none", "/:categories/:title:output_ext"},
         {"date", "/:categories/:year/:month/:day/:title:output_ext"},
         {"ordinal", "/:categories/:year/:y_day/:title:output_ext"},
         {"pretty", "/:categories/:year/:month/:day/:title/"},
         {"weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext"}}};
    const auto found = std::ranges::find(kStyles, std::string_view(style), &std::pair<std::string_view, std::string_view>::first);
    return found == kStyles.end() ? style : std::string(found->second);
}

namespace {

std::string with_suffix(std::string permalink, const std::string& style) {
    if (style == "pretty") {
        return permalink + "/";
    }
    if (style == "date" || style == "ordinal" || style == "none") {
        return permalink + ":output_ext";
    }
    permalink += style.ends_with('/') ? "/" : "";
    permalink += style.ends_with(":output_ext") ? ":output_ext" : "";
    return permalink;
}

}  // namespace

std::string collection_template(const std::string& style) {
    return with_suffix("/:collection/:path", style);
}

std::string page_template(const std::string& style, bool index) {
    return index ? "/:path/" : with_suffix("/:path/:basename", style);
}

std::optional<std::string> unknown_placeholder(std::string_view permalink) {
    for (std::size_t colon = permalink.find(':'); colon != std::string_view::npos; colon = permalink.find(':', colon + 1)) {
        const std::string_view name = permalink.substr(colon + 1, name_length(permalink.substr(colon + 1)));
        if (!name.empty() && std::ranges::find(kPlaceholders, name) == kPlaceholders.end()) {
            return ":" + std::string(name);
        }
    }
    return std::nullopt;
}

std::optional<std::string> url_of(std::string_view permalink, const UrlParts& parts) {
    std::string url;
    std::size_t done = 0;
    for (std::size_t colon = permalink.find(':'); colon != std::string_view::npos; colon = permalink.find(':', colon + 1)) {
        std::size_t length = name_length(permalink.substr(colon + 1));
        if (parts.page) {
            // A page's placeholders are replaced wherever their names stand; all else is text.
            length = 0;
            for (const std::string_view name : {"path", "basename", "output_ext"}) {
                length = permalink.substr(colon + 1).starts_with(name) ? name.size() : length;
            }
        }
        if (length == 0) {
            continue;
        }
        const auto value = value_of(permalink.substr(colon + 1, length), parts);
        if (!value.has_value()) {
            return std::nullopt;
        }
        url += literal(permalink.substr(done, colon - done)) + encoded(*value);
        done = colon + 1 + length;
    }
    return sanitized(url + literal(permalink.substr(done)));
}

}  // namespace stoppress::importing::jekyll
