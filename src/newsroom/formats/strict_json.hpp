// SPDX-License-Identifier: GPL-3.0-or-later
// Parses JSON like boost::json::parse(), but refuses an object with a duplicate key, of which Boost.JSON keeps the
// last: programs disagree on how to read such a body.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include <boost/json/error.hpp>
#include <boost/json/value.hpp>

namespace stoppress::newsroom {

struct StrictJson {
    boost::json::value value;
    boost::json::error_code error;  ///< the syntax error, if there is one
    std::string repeated_key;       ///< the first duplicate key
    bool has_repeated_key = false;
};

/// In one pass over `bytes`, nested up to `max_depth`.
[[nodiscard]] StrictJson parse_strictly(std::string_view bytes, std::size_t max_depth);

}  // namespace stoppress::newsroom
