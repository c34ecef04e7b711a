// SPDX-License-Identifier: GPL-3.0-or-later

#include <algorithm>
#include <sstream>

#include "base/text/control_characters.hpp"
#include "base/text/toml.hpp"
#include "importing/limits.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing {
namespace {

template <class Date>
DateText written(const Date& date) {
    std::ostringstream out;
    out << date;
    return {std::move(out).str()};
}

/// Recurses at most kMaxDepth deep: `depth` is checked on the way down. False if it is too deep.
bool convert(const toml::node& from, std::size_t depth, std::size_t& values, Value& to) {
    if (++values > kMaxValues || depth >= kMaxDepth) {
        return false;
    }
    const std::size_t line = from.source().begin.line;
    if (const toml::table* table = from.as_table()) {
        // toml++ sorts keys by name; the order of a page's keys means nothing.
        Members members;
        for (const auto& [key, node] : *table) {
            Value member;
            if (!convert(node, depth + 1, values, member)) {
                return false;
            }
            members.emplace_back(std::string(key.str()), std::move(member));
        }
        to = Value(std::move(members), line);
    } else if (const toml::array* array = from.as_array()) {
        Values list;
        for (const toml::node& node : *array) {
            Value member;
            if (!convert(node, depth + 1, values, member)) {
                return false;
            }
            list.push_back(std::move(member));
        }
        to = Value(std::move(list), line);
    } else if (const auto* string = from.as_string()) {
        to = Value(string->get(), line);
    } else if (const auto* whole = from.as_integer()) {
        to = Value(whole->get(), line);
    } else if (const auto* real = from.as_floating_point()) {
        to = Value(real->get(), line);
    } else if (const auto* truth = from.as_boolean()) {
        to = Value(truth->get(), line);
    } else if (const auto* date_time = from.as_date_time()) {
        to = Value(written(date_time->get()), line);
    } else if (const auto* date = from.as_date()) {
        to = Value(written(date->get()), line);
    } else if (const auto* time = from.as_time()) {
        to = Value(written(time->get()).text, line);
    }
    return true;
}

}  // namespace

ReadValue read_toml(std::string_view text) {
    if (const auto line = base::line_of_control_character(text)) {
        return ReadFailure{*line, "invalid TOML: a control character"};
    }
    try {
        const toml::table table = toml::parse(text);
        Value value;
        std::size_t values = 0;
        if (!convert(table, 0, values, value)) {
            return ReadFailure{1, "values are nested too deeply, or there are too many"};
        }
        return value;
    } catch (const toml::parse_error& error) {
        return ReadFailure{std::max<std::size_t>(error.source().begin.line, 1), "invalid TOML: " + std::string(error.description())};
    } catch (const std::exception& error) {
        return ReadFailure{1, std::string("invalid TOML: ") + error.what()};
    }
}

}  // namespace stoppress::importing
