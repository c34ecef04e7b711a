// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/value.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "settings/limits.hpp"
#include "story/text.hpp"

namespace stoppress::settings {
namespace {

/// Empty if `text` is empty.
std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> items;
    std::size_t start = 0;
    while (start <= text.size() && !text.empty()) {
        const std::size_t end = std::min(text.find(at, start), text.size());
        items.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return items;
}

}  // namespace

const Setting* find_setting(std::string_view key) {
    const auto found = std::ranges::find(table(), key, &Setting::key);
    return found == table().end() ? nullptr : &*found;
}

std::string cut(std::string text) {
    constexpr std::size_t kShown = 60;
    if (text.size() > kShown) {
        text.resize(kShown);
        while (!text.empty() && !story::is_utf8(text)) {
            text.pop_back();
        }
        text += "…";
    }
    return text;
}

Found found_in_text(const Setting& setting, const std::string& text) {
    Found found;
    found.shown = in_quotes(cut(text));
    if (std::holds_alternative<Number>(setting.value)) {
        const char* end = text.data() + text.size();
        const auto [stopped, error] = std::from_chars(text.data(), end, found.number);
        found.shape = error == std::errc{} && stopped == end ? Found::Shape::number : Found::Shape::other;
    } else if (std::holds_alternative<List>(setting.value)) {
        found.shape = Found::Shape::texts;
        found.texts = split(text, ',');
        for (std::string& item : found.texts) {
            item.erase(0, item.find_first_not_of(' '));
            item.erase(item.find_last_not_of(' ') + 1);
        }
    } else {
        found.shape = Found::Shape::text;
        found.text = text;
    }
    return found;
}

Found found_in_store(const Setting& setting, const std::string& text) {
    Found found = found_in_text(setting, text);
    if (std::holds_alternative<List>(setting.value)) {
        found.texts = split(text, '\n');
    }
    return found;
}

std::string stored_text(const Setting& setting, const Settings& settings) {
    Settings copy = settings;  // the table's accessors return non-const references
    if (const auto* text = std::get_if<Text>(&setting.value)) {
        return text->at(copy);
    }
    if (const auto* number = std::get_if<Number>(&setting.value)) {
        return std::to_string(number->at(copy));
    }
    if (const auto* choice = std::get_if<Choice>(&setting.value)) {
        return std::string(choice->get(copy));
    }
    return fmt::format("{}", fmt::join(std::get<List>(setting.value).at(copy), "\n"));
}

std::optional<std::string> set(const Setting& setting, Settings& settings, Found found) {
    const std::string instead = setting.secret ? "" : ", not " + found.shown;
    if (const auto* text = std::get_if<Text>(&setting.value)) {
        if (found.shape != Found::Shape::text) {
            return "must be a quoted string" + instead;
        }
        if (auto wrong = text->check(found.text)) {
            return *wrong + instead;
        }
        text->at(settings) = std::move(found.text);
        return std::nullopt;
    }
    if (const auto* number = std::get_if<Number>(&setting.value)) {
        if (found.shape != Found::Shape::number || found.number < number->least || found.number > number->most) {
            return "must be " + type_of(setting) + instead;
        }
        number->at(settings) = found.number;
        return std::nullopt;
    }
    if (const auto* choice = std::get_if<Choice>(&setting.value)) {
        if (found.shape != Found::Shape::text || std::ranges::find(choice->words, std::string_view{found.text}) == choice->words.end()) {
            return "must be " + type_of(setting) + instead;
        }
        choice->set(settings, found.text);
        return std::nullopt;
    }
    const auto& list = std::get<List>(setting.value);
    if (found.shape != Found::Shape::texts || found.texts.size() > kMaxListLength) {
        return fmt::format("must be {} (at most {} quoted strings){}", type_of(setting), kMaxListLength, instead);
    }
    for (std::string& item : found.texts) {
        const std::string before = item;
        if (auto wrong = list.check(item)) {
            return fmt::format("must be {}; each entry {}, not {}", type_of(setting), *wrong, in_quotes(cut(before)));
        }
    }
    list.at(settings) = std::move(found.texts);
    return std::nullopt;
}

std::string without_password(std::string_view url) {
    const auto start = url.find("://");
    const auto at = url.find('@', start == std::string_view::npos ? 0 : start + 3);
    const auto colon = start == std::string_view::npos ? std::string_view::npos : url.find(':', start + 3);
    std::string shown(url);
    if (at != std::string_view::npos && colon < at) {
        shown = fmt::format("{}:…{}", url.substr(0, colon), url.substr(at));
    }
    // Also as a parameter: libpq accepts password, sslpassword and others with that suffix.
    constexpr std::string_view kParameter = "password=";
    const auto query = std::min(shown.find('?'), shown.size());
    for (auto found = shown.find(kParameter, query); found != std::string::npos; found = shown.find(kParameter, found)) {
        found += kParameter.size();
        shown.replace(found, std::min(shown.find('&', found), shown.size()) - found, "…");
    }
    return shown;
}

std::string shown_value(const Setting& setting, const Settings& settings) {
    std::string value = toml_value(setting, settings);
    if (setting.secret) {
        return value == toml_value(setting, Settings{}) ? value : in_quotes("(hidden)");
    }
    return setting.key.starts_with("database.") ? in_quotes(without_password(stored_text(setting, settings))) : value;
}

}  // namespace stoppress::settings
