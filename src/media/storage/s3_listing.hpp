// SPDX-License-Identifier: GPL-3.0-or-later
// Parses XML of an S3-compatible store: one page of a bucket's list (ListObjectsV2), and the code of an error.
// Thread: any, after prepare_xml(); pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stoppress::media {

struct S3Listing {
    struct Object {
        std::string key;
        std::uint64_t size = 0;  ///< bytes
    };
    std::vector<Object> objects;
    std::string next;  ///< the token of the next page; empty on the last one
};

/// Initialises libxml2, which must not happen on several threads at once.
void prepare_xml();

/// Fails with `corrupt` if it is not such a list; document types and entities are never processed.
[[nodiscard]] base::Result<S3Listing> parse_listing(std::string_view xml);

/// "NoSuchKey"; empty if there is none.
[[nodiscard]] std::string error_code_in(std::string_view xml);

}  // namespace stoppress::media
