// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/id_list.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace stoppress::store {

namespace {

std::string bracketed(Dialect dialect, std::string_view values) {
    return dialect == Dialect::sqlite ? fmt::format("[{}]", values) : fmt::format("{{{}}}", values);
}

bool is_plain(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

std::string list_of(Dialect dialect, std::span<const std::int64_t> values) {
    return bracketed(dialect, fmt::format("{}", fmt::join(values, ",")));
}

std::string list_of_hashes(Dialect dialect, std::span<const std::string_view> hashes) {
    std::string values;
    for (const auto hash : hashes) {
        if (is_plain(hash)) {
            values += fmt::format("{}\"{}\"", values.empty() ? "" : ",", hash);
        }
    }
    return bracketed(dialect, values);
}

}  // namespace stoppress::store
