// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/addresses/permalinks.hpp"

#include <fmt/format.h>

#include <charconv>

#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

constexpr std::array<std::string_view, 12> kMonthNames{"January", "February", "March",     "April",   "May",      "June",
                                                       "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdayNames{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

struct Context {
    const AddressParts& parts;
    const SiteConfig& config;
    const BranchFolders& branches;
};

/// The folders that count as sections: the first one always, the others if they have an _index file.
std::vector<std::string> sections_of(const Context& context) {
    std::vector<std::string> sections;
    std::string folder;
    for (const std::string& part : context.parts.path.folders) {
        folder += folder.empty() ? part : "/" + part;
        if (sections.empty() || context.branches.contains(folder)) {
            sections.push_back(part);
        }
    }
    return sections;
}

/// ":sections[1:]", ":sections[:-1]", ":sections[last]", ":sections[0]": Hugo's slices of them.
std::vector<std::string> slice(std::vector<std::string> all, std::string_view range) {
    const auto size = static_cast<std::ptrdiff_t>(all.size());
    const auto index = [size](std::string_view text, std::ptrdiff_t otherwise) {
        if (text == "last") {
            return size - 1;
        }
        std::ptrdiff_t value = otherwise;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return std::clamp<std::ptrdiff_t>(value < 0 ? size + value : value, 0, size);
    };
    const std::size_t colon = range.find(':');
    const std::ptrdiff_t from = index(range.substr(0, colon), 0);
    const std::ptrdiff_t to = colon == std::string_view::npos ? std::min(from + 1, size) : index(range.substr(colon + 1), size);
    if (from >= to) {
        return {};
    }
    return {all.begin() + from, all.begin() + to};
}

std::string join_path(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) {
        out += out.empty() ? part : "/" + part;
    }
    return out;
}

/// The slug without the hyphens that it begins or ends with.
std::string_view slug_of(const AddressParts& parts) {
    auto slug = parts.slug;
    while (slug.starts_with('-')) {
        slug.remove_prefix(1);
    }
    while (slug.ends_with('-')) {
        slug.remove_suffix(1);
    }
    return slug;
}

std::string slug_or(const Context& context, std::string_view otherwise) {
    const auto slug = slug_of(context.parts);
    return path_part(slug.empty() ? otherwise : slug, context.config);
}

std::string date_token(std::string_view token, const Context& context) {
    using namespace std::chrono;
    const year_month_day day =
        context.parts.date.has_value() ? context.parts.date->day : year_month_day{year(1), month(1), std::chrono::day(1)};
    if (token == "year") {
        return fmt::to_string(static_cast<int>(day.year()));
    }
    if (token == "month") {
        return fmt::format("{:02}", static_cast<unsigned>(day.month()));
    }
    if (token == "monthname") {
        return std::string(kMonthNames.at(static_cast<unsigned>(day.month()) - 1));
    }
    if (token == "day") {
        return fmt::format("{:02}", static_cast<unsigned>(day.day()));
    }
    if (token == "weekday") {
        return fmt::to_string(weekday(sys_days(day)).c_encoding());
    }
    if (token == "weekdayname") {
        return std::string(kWeekdayNames.at(weekday(sys_days(day)).c_encoding()));
    }
    return fmt::to_string((sys_days(day) - sys_days(day.year() / January / 1)).count() + 1);
}

/// Parts of Go's date layouts, longest first, and the tokens that say the same. Those for times of day are not read.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kLayoutParts{{{"January", "monthname"},
                                                                                      {"Monday", "weekdayname"},
                                                                                      {"2006", "year"},
                                                                                      {"Jan", "monthname"},
                                                                                      {"Mon", "weekdayname"},
                                                                                      {"01", "month"},
                                                                                      {"02", "day"},
                                                                                      {"06", "year"},
                                                                                      {"1", "month"},
                                                                                      {"2", "day"}}};

/// What `layout` begins with; nullptr: nothing of a date.
const std::pair<std::string_view, std::string_view>* layout_part(std::string_view layout) {
    const auto* const part = std::ranges::find_if(kLayoutParts, [&](const auto& one) { return layout.starts_with(one.first); });
    return part == kLayoutParts.end() ? nullptr : part;
}

bool is_layout(std::string_view text) {
    const auto* part = layout_part(text);
    while (part != nullptr && text.size() > part->first.size()) {
        text.remove_prefix(part->first.size());
        part = layout_part(text);
    }
    return part != nullptr;
}

/// A date by Go's layout, as in ":2006". `layout`: is_layout().
std::string date_by_layout(std::string_view layout, const Context& context) {
    std::string out;
    while (!layout.empty()) {
        const auto* const part = layout_part(layout);
        std::string text = date_token(part->second, context);
        if (part->first == "Jan" || part->first == "Mon") {
            text.resize(3);
        } else if (part->first == "06") {
            text.erase(0, text.size() - std::min<std::size_t>(text.size(), 2));
        } else if (part->first.size() == 1 && text.starts_with('0')) {
            text.erase(0, 1);
        }
        out += text;
        layout.remove_prefix(part->first.size());
    }
    return out;
}

struct Token {
    std::string_view name;
    std::string_view range;  ///< for ":sections[…]"
    std::size_t length = 0;
};

Token token_at(std::string_view text) {
    Token token;
    std::size_t end = 1;
    while (end < text.size() && (is_ascii_letter(text[end]) || is_ascii_digit(text[end]) || text[end] == '_')) {
        ++end;
    }
    token.name = text.substr(1, end - 1);
    if (end < text.size() && text[end] == '[') {
        const std::size_t close = text.find(']', end);
        if (close != std::string_view::npos) {
            token.range = text.substr(end + 1, close - end - 1);
            end = close + 1;
        }
    }
    token.length = end;
    return token;
}

constexpr std::array<std::string_view, 18> kTokens{
    "year",  "month", "monthname",      "day",      "weekday",         "weekdayname",           "yearday",     "section",      "sections",
    "title", "slug",  "slugorfilename", "filename", "contentbasename", "slugorcontentbasename", "sectionslug", "sectionslugs", "language"};

std::string expand_token(const Token& token, const Context& context) {
    const std::string& base = context.parts.path.base_name;
    if (token.name == "section" || token.name == "sectionslug") {
        return path_part(context.parts.path.section(), context.config);
    }
    if (token.name == "sections" || token.name == "sectionslugs") {
        std::vector<std::string> sections = sections_of(context);
        return path_part(join_path(token.range.empty() ? sections : slice(std::move(sections), token.range)), context.config);
    }
    if (token.name == "title") {
        return path_part(context.parts.title, context.config);
    }
    if (token.name == "slug") {
        return slug_or(context, context.parts.title);
    }
    if (token.name == "slugorfilename" || token.name == "slugorcontentbasename") {
        return slug_or(context, base);
    }
    if (token.name == "filename" || token.name == "contentbasename") {
        return path_part(base, context.config);
    }
    if (token.name == "language") {
        return context.config.languages[context.parts.path.language].key;
    }
    return date_token(token.name, context);
}

std::string expand(std::string_view pattern, const Context& context) {
    std::string out;
    while (!pattern.empty()) {
        const std::size_t colon = pattern.find(':');
        out += pattern.substr(0, colon);
        if (colon == std::string_view::npos) {
            break;
        }
        pattern.remove_prefix(colon);
        const Token token = token_at(pattern);
        if (std::ranges::find(kTokens, token.name) != kTokens.end()) {
            out += expand_token(token, context);
            pattern.remove_prefix(token.length);
        } else if (is_layout(token.name)) {
            out += date_by_layout(token.name, context);
            pattern.remove_prefix(1 + token.name.size());
        } else {
            out += ':';
            pattern.remove_prefix(1);
        }
    }
    return out;
}

/// Hugo reads what a pattern gives as a part of a query: "%41" is "A", and '+' is a space.
std::string unescaped(std::string text) {
    std::ranges::replace(text, '+', ' ');
    return percent_decoded(text);
}

/// A path in an address, where '%' and '#' would mean something else.
std::string as_address(std::string_view path) {
    std::string out;
    for (const char c : path) {
        out += c == '%' ? "%25" : c == '#' ? "%23" : std::string(1, c);
    }
    return out;
}

bool has_extension(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    const std::size_t dot = name.rfind('.');
    // ".html", ".xml": letters only, so that "version-2.0" has none.
    return dot != std::string_view::npos && dot + 1 < name.size() && std::ranges::all_of(name.substr(dot + 1), is_ascii_letter);
}

}  // namespace

std::optional<std::string> unknown_token(std::string_view pattern) {
    std::size_t colon = pattern.find(':');
    while (colon != std::string_view::npos) {
        const Token token = token_at(pattern.substr(colon));
        if (std::ranges::find(kTokens, token.name) == kTokens.end() && !is_layout(token.name)) {
            return std::string(pattern.substr(colon, token.length));
        }
        colon = pattern.find(':', colon + token.length);
    }
    return std::nullopt;
}

std::optional<std::string> address_of(const AddressParts& parts, const SiteConfig& config, const BranchFolders& branches) {
    const Context context{parts, config, branches};
    if (!parts.url.empty()) {
        std::string path(parts.url);
        if (is_web_address(path)) {
            const std::size_t slash = path.find('/', path.find("://") + 3);
            path = slash == std::string::npos ? "/" : path.substr(slash);
        }
        path = path.contains(':') ? expand(path, context) : path;
        if (path.ends_with("/index.html")) {
            path.resize(path.rfind('/') + 1);
        }
        const bool whole = path.starts_with('/');
        const std::string ending = path.ends_with('/') || has_extension(path) ? "" : "/";
        return canonical_path(config.base_path + (whole ? "" : config.language_prefix(parts.path.language) + "/") + path + ending);
    }
    const auto& language = config.languages[parts.path.language];
    auto pattern = language.permalinks.find(parts.path.section());
    if (pattern == language.permalinks.end()) {
        pattern = language.permalinks.find("");
    }
    const bool ugly = parts.path.role != PageRole::home && (language.ugly_urls || language.ugly_sections.contains(parts.path.section()));
    std::string path;
    const bool by_pattern = parts.path.role == PageRole::page || parts.path.role == PageRole::term;
    if (by_pattern && pattern != language.permalinks.end() && (parts.path.role == PageRole::page || !pattern->first.empty())) {
        path = unescaped("/" + expand(pattern->second, context));
    } else {
        path = "/" + parts.path.folder_path();
        const bool list =
            parts.path.role == PageRole::section || parts.path.role == PageRole::taxonomy || parts.path.role == PageRole::term;
        const auto slug = slug_of(parts);
        if (!list) {
            path.append("/").append(slug.empty() ? parts.path.base_name : slug);
        } else if (!slug.empty() && !parts.path.folders.empty()) {
            path.resize(path.rfind('/'));
            path.append("/").append(slug);
        }
    }
    while (path.size() > 1 && path.ends_with('/')) {
        path.pop_back();
    }
    path = path_part(path + (ugly ? ".html" : "/"), config);
    return canonical_path(config.base_path + config.language_prefix(parts.path.language) + "/" + as_address(path));
}

std::optional<std::string> alias_address(std::string_view alias, std::string_view address, const SiteConfig& config) {
    if (is_web_address(alias)) {
        return std::nullopt;
    }
    std::string path(trim(alias));
    if (path.starts_with('/')) {
        path = config.base_path + path;
    } else {
        path = std::string(address) + (address.ends_with('/') ? "../" : "/../") + path;
    }
    for (const std::string_view ending : {"/index.html", "/index.htm"}) {
        if (path.ends_with(ending)) {
            path.resize(path.size() - ending.size() + 1);
        }
    }
    // Hugo writes a file of that name, '#' and all.
    for (std::size_t at = path.find('#'); at != std::string::npos; at = path.find('#', at)) {
        path.replace(at, 1, "%23");
    }
    return canonical_path(path);
}

std::string bundle_address(std::string_view address) {
    if (address.ends_with(".html")) {
        address.remove_suffix(5);
    }
    while (address.ends_with('/')) {
        address.remove_suffix(1);
    }
    return std::string(address);
}

}  // namespace stoppress::importing::hugo
