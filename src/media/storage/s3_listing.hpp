// SPDX-License-Identifier: GPL-3.0-or-later
// What an S3-compatible store says in XML: a part of the list of a bucket (ListObjectsV2), and the code of an error.
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
        std::uint64_t size = 0;
    };
    std::vector<Object> objects;
    std::string next;  ///< the token of the part that follows; empty in the last one
};

/// Has libxml2 set itself up, which is not to happen on several threads at once.
void prepare_xml();

/// `corrupt` where it is no such list; document types and entities are never taken.
[[nodiscard]] base::Result<S3Listing> parse_listing(std::string_view xml);

/// "NoSuchKey"; empty where there is none.
[[nodiscard]] std::string error_code_in(std::string_view xml);

}  // namespace stoppress::media
