// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/storage/s3_address.hpp"

#include <fmt/format.h>

#include "base/text/percent.hpp"

namespace stoppress::media {
namespace {

constexpr std::string_view kScheme = "s3://";

}  // namespace

base::Result<S3Address> S3Address::parse(std::string_view store) {
    S3Address address;
    if (store.starts_with(kScheme)) {
        store.remove_prefix(kScheme.size());
        const auto slash = std::min(store.find('/'), store.size());
        address.bucket = store.substr(0, slash);
        address.prefix = store.substr(std::min(slash + 1, store.size()));
        if (!address.prefix.empty() && !address.prefix.ends_with('/')) {
            address.prefix += '/';
        }
    }
    if (address.bucket.empty()) {
        return base::fail(base::ErrorCode::invalid, R"(media.store must be a folder, or "s3://BUCKET/PREFIX".)");
    }
    return address;
}

std::string S3Address::object_url(std::string_view path) const {
    return fmt::format("{}/{}/{}{}", endpoint, base::percent_encoded(bucket), base::percent_encoded(prefix, "/"),
                       base::percent_encoded(path, "/"));
}

std::string S3Address::list_url(std::string_view token) const {
    // Sorted by name, as they are signed.
    return fmt::format("{}/{}?{}list-type=2&max-keys=1000&prefix={}", endpoint, base::percent_encoded(bucket),
                       token.empty() ? "" : fmt::format("continuation-token={}&", base::percent_encoded(token)),
                       base::percent_encoded(prefix));
}

std::string S3Address::called(std::string_view path) const {
    return fmt::format("{}{}/{}{}", kScheme, bucket, prefix, path);
}

}  // namespace stoppress::media
