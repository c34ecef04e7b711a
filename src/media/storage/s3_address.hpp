// SPDX-License-Identifier: GPL-3.0-or-later
// The location of a site's pictures in an S3-compatible store, and their URLs: ENDPOINT/BUCKET/PREFIX/HASH.EXT. The
// bucket is part of the path, not of the host name, so that only the configured host is contacted.
// Thread: any; plain data and pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::media {

struct S3Address {
    std::string endpoint;  ///< scheme, host and optional port
    std::string region;
    std::string bucket;
    std::string prefix;  ///< empty, or with a slash at the end
    std::string access_key;
    std::string secret_key;

    /// Takes bucket and prefix from "s3://BUCKET/PREFIX"; the caller fills in the rest. Fails with `invalid` for
    /// anything else.
    [[nodiscard]] static base::Result<S3Address> parse(std::string_view store);

    /// `path`: relative to the prefix.
    [[nodiscard]] std::string object_url(std::string_view path) const;
    /// The URL of the next page of the list of all objects below the prefix; `token`: from the page before, or empty.
    [[nodiscard]] std::string list_url(std::string_view token) const;
    /// "s3://BUCKET/PREFIX/path"
    [[nodiscard]] std::string called(std::string_view path) const;
};

}  // namespace stoppress::media
