// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/values/value.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "importing/text/text.hpp"

namespace stoppress::importing {

const Value* Value::find(std::string_view key) const {
    const Members* all = members();
    if (all == nullptr) {
        return nullptr;
    }
    // From the end: of duplicate keys the last one counts.
    for (auto member = all->rbegin(); member != all->rend(); ++member) {
        if (equals_ignoring_case(member->first, key)) {
            return &member->second;
        }
    }
    return nullptr;
}

const Value* Value::find_path(std::string_view dotted) const {
    const Value* at = this;
    while (at != nullptr) {
        const std::size_t dot = dotted.find('.');
        at = at->find(dotted.substr(0, dot));
        if (dot == std::string_view::npos) {
            break;
        }
        dotted.remove_prefix(dot + 1);
    }
    return at;
}

std::string Value::text() const {
    if (const auto* string = std::get_if<std::string>(&data_)) {
        return *string;
    }
    if (const auto* date = std::get_if<DateText>(&data_)) {
        return date->text;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&data_)) {
        return fmt::to_string(*whole);
    }
    if (const auto* real = std::get_if<double>(&data_)) {
        // The shortest form that reads back, without an exponent, as Go writes it.
        std::array<char, 400> digits{};
        const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), *real, std::chars_format::fixed);
        return written.ec == std::errc() ? std::string(digits.data(), written.ptr) : fmt::to_string(*real);
    }
    if (const auto* truth_value = std::get_if<bool>(&data_)) {
        return *truth_value ? "true" : "false";
    }
    return {};
}

std::string Value::text_of(std::string_view key) const {
    const Value* value = find(key);
    return value == nullptr ? std::string() : value->text();
}

bool Value::truth(bool otherwise) const {
    if (const auto* truth_value = std::get_if<bool>(&data_)) {
        return *truth_value;
    }
    if (const auto* string = std::get_if<std::string>(&data_)) {
        // YAML 1.1's words, Go's, and both in any case.
        const auto is = [string](std::string_view word) { return equals_ignoring_case(*string, word); };
        if (std::ranges::any_of(std::initializer_list<std::string_view>{"true", "yes", "on", "t", "y", "1"}, is)) {
            return true;
        }
        if (std::ranges::any_of(std::initializer_list<std::string_view>{"false", "no", "off", "f", "n", "0"}, is)) {
            return false;
        }
    }
    if (const auto* whole = std::get_if<std::int64_t>(&data_)) {
        return *whole != 0;
    }
    return otherwise;
}

bool Value::truth_of(std::string_view key, bool otherwise) const {
    const Value* value = find(key);
    return value == nullptr ? otherwise : value->truth(otherwise);
}

std::vector<std::string> Value::texts() const {
    std::vector<std::string> found;
    if (const Values* list = values()) {
        for (const Value& value : *list) {
            if (std::string one = value.text(); !one.empty()) {
                found.push_back(std::move(one));
            }
        }
    } else if (std::string one = text(); !one.empty()) {
        found.push_back(std::move(one));
    }
    return found;
}

namespace {

void describe_into(std::string& out, const Value& value, std::size_t depth) {
    const std::string indent(depth * 2, ' ');
    if (const Members* members = value.members()) {
        for (const auto& [name, member] : *members) {
            out += fmt::format("{}{}:\n", indent, name);
            describe_into(out, member, depth + 1);
        }
    } else if (const Values* values = value.values()) {
        for (const Value& member : *values) {
            out += indent + "-\n";
            describe_into(out, member, depth + 1);
        }
    } else {
        static constexpr std::array<std::string_view, 6> kNames{"null", "bool", "integer", "number", "string", "date"};
        out += fmt::format("{}{} {}\n", indent, kNames.at(value.data().index()), value.text());
    }
}

}  // namespace

Value merged(Value base, Value over) {
    auto* into = std::get_if<Members>(&base.data());
    auto* from = std::get_if<Members>(&over.data());
    if (into == nullptr || from == nullptr) {
        return over;
    }
    for (auto& [name, value] : *from) {
        const auto there = std::ranges::find_if(*into, [&name](const auto& member) { return equals_ignoring_case(member.first, name); });
        if (there == into->end()) {
            into->emplace_back(std::move(name), std::move(value));
        } else {
            there->second = merged(std::move(there->second), std::move(value));
        }
    }
    return base;
}

std::string describe(const Value& value) {
    std::string out;
    describe_into(out, value, 0);
    return out;
}

}  // namespace stoppress::importing
