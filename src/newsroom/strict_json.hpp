// SPDX-License-Identifier: GPL-3.0-or-later
// Parses JSON as boost::json::parse() does, and refuses an object that has the same key twice, where Boost.JSON keeps the last one: what
// one program reads from such a body is not what another reads.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include <boost/json/error.hpp>
#include <boost/json/value.hpp>

namespace stoppress::newsroom {

struct StrictJson {
    boost::json::value value;
    boost::json::error_code error;  ///< what is wrong with the syntax, if anything is
    std::string repeated_key;       ///< the first key that an object has twice
    bool has_repeated_key = false;
};

/// In one pass over `bytes`, nested up to `max_depth`.
[[nodiscard]] StrictJson parse_strictly(std::string_view bytes, std::size_t max_depth);

}  // namespace stoppress::newsroom
