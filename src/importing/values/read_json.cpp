// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/json.hpp>

#include "importing/limits.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing {
namespace {

/// Recurses at most kMaxDepth deep: the parser refused anything deeper.
Value convert(const boost::json::value& from, std::size_t& values) {
    ++values;
    switch (from.kind()) {
        case boost::json::kind::null:
            return {};
        case boost::json::kind::bool_:
            return Value(from.get_bool());
        case boost::json::kind::int64:
            return Value(std::int64_t{from.get_int64()});
        case boost::json::kind::uint64:
            return Value(static_cast<double>(from.get_uint64()));
        case boost::json::kind::double_:
            return Value(from.get_double());
        case boost::json::kind::string:
            return Value(std::string(from.get_string()));
        case boost::json::kind::array: {
            Values list;
            for (const auto& member : from.get_array()) {
                list.push_back(convert(member, values));
            }
            return Value(std::move(list));
        }
        case boost::json::kind::object:
            break;
    }
    Members members;
    for (const auto& member : from.get_object()) {
        members.emplace_back(std::string(member.key()), convert(member.value(), values));
    }
    return Value(std::move(members));
}

std::size_t line_at(std::string_view text, std::size_t position) {
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, position), '\n'));
}

}  // namespace

ReadValue read_json(std::string_view text) {
    try {
        boost::json::parse_options options;
        options.max_depth = kMaxDepth - 2;
        boost::json::stream_parser parser({}, options);
        boost::system::error_code failed;
        const std::size_t used = parser.write_some(text.data(), text.size(), failed);
        if (!failed) {
            parser.finish(failed);
        }
        if (failed) {
            return ReadFailure{line_at(text, used), "invalid JSON: " + failed.message()};
        }
        if (text.find_first_not_of(" \t\r\n", used) != std::string_view::npos) {
            return ReadFailure{line_at(text, used), "invalid JSON: unexpected text after the value"};
        }
        std::size_t values = 0;
        Value value = convert(parser.release(), values);
        if (values > kMaxValues) {
            return ReadFailure{1, "too many values"};
        }
        return value;
    } catch (const std::exception& error) {
        return ReadFailure{1, std::string("invalid JSON: ") + error.what()};
    }
}

}  // namespace stoppress::importing
