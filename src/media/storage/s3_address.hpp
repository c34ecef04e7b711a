// SPDX-License-Identifier: GPL-3.0-or-later
// Where in an S3-compatible store a site's pictures are, and the URLs of what is there: ENDPOINT/BUCKET/PREFIX/HASH.EXT. The bucket stands
// in the path and not before the host, so that exactly the host that was configured is spoken to.
// Thread: any; values and pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::media {

struct S3Address {
    std::string endpoint;  ///< scheme, host, perhaps a port
    std::string region;
    std::string bucket;
    std::string prefix;  ///< "" or with a slash at its end
    std::string access_key;
    std::string secret_key;

    /// Takes bucket and prefix from "s3://BUCKET/PREFIX"; the rest is the caller's to fill in. `invalid` for anything else.
    [[nodiscard]] static base::Result<S3Address> parse(std::string_view store);

    /// `path`: below the prefix.
    [[nodiscard]] std::string object_url(std::string_view path) const;
    /// Of the next part of the list of everything below the prefix; `token`: from the part before, or empty.
    [[nodiscard]] std::string list_url(std::string_view token) const;
    /// "s3://BUCKET/PREFIX/path"
    [[nodiscard]] std::string called(std::string_view path) const;
};

}  // namespace stoppress::media
