// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/text/html_scan.hpp"

#include <algorithm>

#include "importing/text/text.hpp"

namespace stoppress::importing {

std::optional<HtmlTag> next_tag(std::string_view html, std::size_t from) {
    for (std::size_t at = html.find('<', from); at != std::string_view::npos; at = html.find('<', at + 1)) {
        if (html.substr(at).starts_with("<!--")) {
            const std::size_t close = html.find("-->", at + 4);
            return HtmlTag{at, close == std::string_view::npos ? html.size() : close + 3, "!--", false};
        }
        HtmlTag tag;
        tag.begin = at;
        std::size_t i = at + 1;
        if (i < html.size() && html[i] == '/') {
            tag.closing = true;
            ++i;
        }
        if (i >= html.size() || !is_ascii_letter(html[i])) {
            continue;
        }
        while (i < html.size() && (is_ascii_letter(html[i]) || is_ascii_digit(html[i]) || html[i] == '-' || html[i] == ':')) {
            tag.name += ascii_lower(html[i++]);
        }
        char quote = '\0';
        while (i < html.size() && (quote != '\0' || html[i] != '>')) {
            if (quote != '\0') {
                quote = html[i] == quote ? '\0' : quote;
            } else if ((html[i] == '"' || html[i] == '\'') && html[i - 1] == '=') {
                quote = html[i];
            }
            ++i;
        }
        if (i >= html.size()) {
            // Not closed: the rest is text, and so is every further '<' in it that does not open a shorter tag;
            // scanning again would take quadratic time.
            return std::nullopt;
        }
        tag.end = i + 1;
        return tag;
    }
    return std::nullopt;
}

std::optional<HtmlTag> find_opening(std::string_view html, std::string_view name, std::size_t from) {
    for (auto tag = next_tag(html, from); tag.has_value(); tag = next_tag(html, tag->end)) {
        if (!tag->closing && tag->name == name) {
            return tag;
        }
    }
    return std::nullopt;
}

std::string attribute_of(std::string_view source, std::string_view name) {
    std::size_t i = source.find_first_of(" \t\n\r/");
    while (i < source.size()) {
        while (i < source.size() && (is_space(source[i]) || source[i] == '/')) {
            ++i;
        }
        const std::size_t begin = i;
        while (i < source.size() && !is_space(source[i]) && source[i] != '=' && source[i] != '>' && source[i] != '/') {
            ++i;
        }
        const std::string_view key = source.substr(begin, i - begin);
        while (i < source.size() && is_space(source[i])) {
            ++i;
        }
        std::string_view value;
        if (i < source.size() && source[i] == '=') {
            ++i;
            while (i < source.size() && is_space(source[i])) {
                ++i;
            }
            const char quote = i < source.size() && (source[i] == '"' || source[i] == '\'') ? source[i] : '\0';
            const std::size_t value_begin = i + (quote == '\0' ? 0 : 1);
            const std::size_t value_end = quote == '\0' ? source.find_first_of(" \t\n\r>", value_begin) : source.find(quote, value_begin);
            if (value_end == std::string_view::npos) {
                return {};
            }
            value = source.substr(value_begin, value_end - value_begin);
            i = value_end + (quote == '\0' ? 0 : 1);
        }
        if (equals_ignoring_case(key, name)) {
            // The few references that occur in addresses and captions in attributes.
            return replace_all(
                replace_all(replace_all(replace_all(replace_all(value, "&quot;", "\""), "&#039;", "'"), "&lt;", "<"), "&gt;", ">"), "&amp;",
                "&");
        }
        if (key.empty()) {
            break;
        }
    }
    return {};
}

std::string_view inside_element(std::string_view html, std::string_view name) {
    const auto opening = find_opening(html, name);
    if (!opening.has_value()) {
        return {};
    }
    for (std::size_t at = html.rfind("</"); at != std::string_view::npos && at >= opening->end; at = html.rfind("</", at - 1)) {
        const std::string_view rest = html.substr(at + 2);
        const bool whole =
            rest.size() == name.size() || (rest.size() > name.size() && (rest[name.size()] == '>' || is_space(rest[name.size()])));
        if (whole && equals_ignoring_case(rest.substr(0, name.size()), name)) {
            return html.substr(opening->end, at - opening->end);
        }
    }
    return {};
}

std::string without_tags(std::string_view html, std::string_view name) {
    std::string out;
    std::size_t done = 0;
    for (auto tag = next_tag(html, 0); tag.has_value(); tag = next_tag(html, tag->end)) {
        if (tag->name == name) {
            out += html.substr(done, tag->begin - done);
            done = tag->end;
        }
    }
    return out + std::string(html.substr(done));
}

bool has_class(std::string_view tag_source, std::string_view name) {
    const std::string classes = attribute_of(tag_source, "class");
    const auto all = split(classes, ' ');
    return std::ranges::find(all, name) != all.end();
}

std::size_t behind_element(std::string_view html, const HtmlTag& tag) {
    std::size_t depth = 1;
    std::size_t at = tag.end;
    for (auto next = next_tag(html, at); next.has_value(); next = next_tag(html, at)) {
        at = next->end;
        if (next->name == tag.name) {
            depth += next->closing ? 0 : 1;
            depth -= next->closing ? 1 : 0;
        }
        if (depth == 0) {
            return at;
        }
    }
    return html.size();
}

ElementEnds::ElementEnds(std::string_view html, std::span<const std::string_view> names) {
    std::vector<std::vector<std::size_t>> open(names.size());
    std::string raw;  // the element whose text has no tags but its own end
    for (auto tag = next_tag(html, 0); tag.has_value(); tag = next_tag(html, tag->end)) {
        if (!raw.empty() && (!tag->closing || tag->name != raw)) {
            continue;
        }
        raw = !tag->closing && (tag->name == "script" || tag->name == "style") ? tag->name : std::string();
        const auto name = static_cast<std::size_t>(std::ranges::find(names, tag->name) - names.begin());
        if (name == names.size()) {
            continue;
        }
        if (!tag->closing) {
            open[name].push_back(ends_.size());
            ends_.emplace_back(tag->begin, 0);
        } else if (!open[name].empty()) {
            ends_[open[name].back()].second = tag->end;
            open[name].pop_back();
        }
    }
}

std::optional<std::size_t> ElementEnds::of(const HtmlTag& tag) const {
    const auto at = std::ranges::lower_bound(ends_, tag.begin, {}, &std::pair<std::size_t, std::size_t>::first);
    return at == ends_.end() || at->first != tag.begin || at->second == 0 ? std::nullopt : std::optional(at->second);
}

}  // namespace stoppress::importing
