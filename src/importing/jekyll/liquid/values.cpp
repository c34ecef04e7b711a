// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/liquid/values.hpp"

#include <algorithm>
#include <array>

#include "importing/jekyll/addresses/permalinks.hpp"
#include "importing/jekyll/liquid/scanner.hpp"
#include "importing/jekyll/ruby_text.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

/// Assigned values of one page, and bytes of one value: a value may be appended to itself.
constexpr std::size_t kMaxAssigned = 1'000;
constexpr std::size_t kMaxValueBytes = 100'000;

LiquidValue nothing() {
    LiquidValue value;
    value.known = true;
    return value;
}

LiquidValue known(Value value) {
    LiquidValue made;
    made.known = true;
    made.value = std::move(value);
    return made;
}

std::string with_slash(std::string_view path) {
    return path.empty() || path.starts_with('/') ? std::string(path) : "/" + std::string(path);
}

bool is_number(std::string_view text) {
    const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
    return !digits.empty() && std::ranges::all_of(digits, [](char c) { return is_ascii_digit(c) || c == '.'; });
}

/// What the site has that is not in its configuration: lists of pages, data.
bool is_made_by_jekyll(std::string_view path) {
    constexpr std::array<std::string_view, 12> kMade{"posts",      "pages", "documents",    "collections",
                                                     "categories", "tags",  "static_files", "html_pages",
                                                     "html_files", "data",  "time",         "related_posts"};
    return std::ranges::find(kMade, path.substr(0, path.find_first_of(".["))) != kMade.end();
}

}  // namespace

void LiquidScope::assign(std::string_view name, LiquidValue value) {
    if (assigned_.size() < kMaxAssigned || assigned_.contains(name)) {
        assigned_.insert_or_assign(std::string(name), std::move(value));
    }
}

LiquidValue LiquidScope::operand(std::string_view text) const {
    text = trim(text);
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front()) {
        return known(Value(std::string(text.substr(1, text.size() - 2))));
    }
    if (text.empty() || text == "nil" || text == "null" || text == "empty" || text == "blank") {
        return nothing();
    }
    if (text == "true" || text == "false") {
        return known(Value(text == "true"));
    }
    if (is_number(text)) {
        return known(Value(std::string(text)));
    }
    if (const auto found = assigned_.find(text); found != assigned_.end()) {
        return found->second;
    }
    const std::size_t dot = text.find('.');
    const std::string_view root = text.substr(0, dot);
    const std::string_view rest = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
    const Value* found = nullptr;
    if (root == "page") {
        if (rest == "url") {
            return known(Value(address_.substr(config_.base_path.size())));
        }
        if (rest == "title") {
            return known(Value(title_));
        }
        if (rest == "content" || rest == "excerpt" || rest == "previous" || rest == "next") {
            return {};
        }
        found = page_.find_path(rest);
    } else if (root == "site") {
        if (rest == "baseurl") {
            return known(Value(config_.base_path));
        }
        if (rest == "url") {
            return known(Value(config_.origin));
        }
        if (is_made_by_jekyll(rest) || config_.collection(rest.substr(0, rest.find('.'))) != nullptr) {
            return {};
        }
        found = config_.root.find_path(rest);
    } else if (text == "jekyll.environment") {
        return known(Value(std::string("production")));
    } else {
        return {};
    }
    return found == nullptr ? nothing() : known(*found);
}

bool LiquidScope::apply(std::string_view filter, Value& value) const {
    const std::size_t colon = filter.find(':');
    const std::string_view name = trim(filter.substr(0, colon));
    const auto arguments =
        colon == std::string_view::npos ? std::vector<std::string_view>{} : split_outside_quotes(filter.substr(colon + 1), ',');
    const auto at = [&](std::size_t place) { return place < arguments.size() ? argument(arguments[place]) : std::string(); };
    const std::string text = value.text();
    if (name == "relative_url" || name == "absolute_url") {
        // The old site's own addresses are paths here, absolute or not.
        value = Value(is_web_address(text) ? text : config_.base_path + with_slash(text));
    } else if (name == "prepend") {
        value = Value(at(0) + text);
    } else if (name == "append") {
        value = Value(text + at(0));
    } else if (name == "replace" || name == "replace_first") {
        const std::string what = at(0);
        value = Value(what.empty() ? text : replace_all(text, what, at(1)));
    } else if (name == "remove" || name == "remove_first") {
        value = Value(at(0).empty() ? text : replace_all(text, at(0), ""));
    } else if (name == "default") {
        const bool empty = value.is_null() || (std::holds_alternative<bool>(value.data()) && !value.truth(true)) ||
                           (value.members() == nullptr && value.values() == nullptr && text.empty());
        if (empty && !arguments.empty()) {
            value = operand(arguments.front()).value;
        }
    } else if (name == "strip" || name == "lstrip" || name == "rstrip" || name == "strip_newlines" || name == "normalize_whitespace") {
        value = Value(name == "strip_newlines" ? replace_all(text, "\n", "") : std::string(trim(text)));
    } else if (name == "downcase") {
        value = Value(ruby_downcase(text));
    } else if (name == "upcase") {
        value = Value(ruby_upcase(text));
    } else if (name == "capitalize") {
        value = Value(ruby_capitalize(text));
    } else if (name == "strip_html") {
        value = Value(text_of_html(text));
    } else if (name == "slugify") {
        value = Value(slugified(text, at(0) == "pretty", false));
    } else if (name == "first" || name == "last") {
        const Values* list = value.values();
        value = list == nullptr || list->empty() ? Value() : Value(name == "first" ? list->front() : list->back());
    } else if (name == "join" && value.values() != nullptr) {
        std::string joined;
        const std::string separator = arguments.empty() ? " " : at(0);
        for (const std::string& one : value.texts()) {
            joined += (joined.empty() ? "" : separator) + one;
        }
        value = Value(std::move(joined));
    } else {
        // Text that is put into Markdown stays Markdown, whether or not it would be escaped or made into HTML there.
        return name == "escape" || name == "xml_escape" || name == "escape_once" || name == "markdownify" || name == "smartify" ||
               name == "newline_to_br" || name == "strip_index" || name == "url_encode" || name == "uri_escape";
    }
    return true;
}

LiquidValue LiquidScope::evaluate(std::string_view expression) const {
    const auto parts = split_outside_quotes(expression, '|');
    LiquidValue result = operand(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (!result.known && !parts[i].starts_with("default")) {
            return result;
        }
        if (!apply(parts[i], result.value)) {
            result.problem = std::string(trim(parts[i].substr(0, parts[i].find(':'))));
        }
        if (result.value.text().size() > kMaxValueBytes) {
            return {};
        }
    }
    return result;
}

LiquidScope::Truth LiquidScope::truth(std::string_view condition) const {
    condition = trim(condition);
    for (const std::string_view word : {" and ", " or ", " contains ", "<", ">"}) {
        if (condition.contains(word)) {
            return Truth::unknown;
        }
    }
    for (const std::string_view sign : {"==", "!="}) {
        const std::size_t at = condition.find(sign);
        if (at == std::string_view::npos) {
            continue;
        }
        const LiquidValue left = operand(condition.substr(0, at));
        const LiquidValue right = operand(condition.substr(at + 2));
        if (!left.known || !right.known) {
            return Truth::unknown;
        }
        const bool equal = left.value.is_null() == right.value.is_null() && left.value.text() == right.value.text();
        return equal == (sign == "==") ? Truth::yes : Truth::no;
    }
    const LiquidValue value = operand(condition);
    if (!value.known) {
        return Truth::unknown;
    }
    const bool no = value.value.is_null() || (std::holds_alternative<bool>(value.value.data()) && !value.value.truth(true));
    return no ? Truth::no : Truth::yes;
}

}  // namespace stoppress::importing::jekyll
