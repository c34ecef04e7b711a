// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a Ghost export row by row. The file is one JSON value, {"db": [{"meta": …, "data": {TABLE: [ROW, …]}}]} or the same without
// "db", in one line of any length; only one row is in memory.
// Thread: any; each call has a state of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "base/result.hpp"

namespace stoppress::importing::ghost {

struct Row {
    std::string table;
    std::size_t number = 0;  ///< in its table, from 1
    boost::json::object values;
    std::string problem;  ///< why it has no values; empty: it has
};

/// How reading ended.
struct RowsRead {
    bool has_data = false;  ///< something that looks like an export was found
    std::string broken;     ///< why the rest could not be read; empty: all was
    std::uint64_t bytes = 0;
};

/// Called with each row in the order of the file; false: stop here.
using EachRow = std::function<bool(Row&&)>;

/// Fails if the file cannot be opened or read.
[[nodiscard]] base::Result<RowsRead> read_rows(const std::filesystem::path& file, const EachRow& each);

/// The text of a member: numbers and booleans as they are written; empty if it is null or there is none. Bytes that are no UTF-8 are
/// replaced by U+FFFD.
[[nodiscard]] std::string text_of(const boost::json::object& row, std::string_view member);
/// Whether a member is true, 1 or "1": databases write it differently.
[[nodiscard]] bool truth_of(const boost::json::object& row, std::string_view member);
/// A whole number; `otherwise` if it is none.
[[nodiscard]] std::int64_t number_of(const boost::json::object& row, std::string_view member, std::int64_t otherwise);

}  // namespace stoppress::importing::ghost
