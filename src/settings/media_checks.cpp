// SPDX-License-Identifier: GPL-3.0-or-later
// Checks where pictures are stored.
#include <algorithm>
#include <filesystem>
#include <string_view>

#include "settings/checks.hpp"

namespace stoppress::settings {
namespace {

constexpr std::string_view kS3 = "s3://";
constexpr std::size_t kMaxPrefixLength = 512;  // an object's name has at most 1024 bytes, and ours are appended to it

bool is_small(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// A valid name of an S3 bucket.
bool is_bucket(std::string_view name) {
    return name.size() >= 3 && name.size() <= 63 && is_small(name.front()) && is_small(name.back()) && !name.contains("..") &&
           std::ranges::all_of(name, [](char c) { return is_small(c) || c == '-' || c == '.'; });
}

/// Names separated by single slashes, of characters that every store accepts unencoded.
bool is_prefix(std::string_view text) {
    if (text.size() > kMaxPrefixLength) {
        return false;
    }
    while (!text.empty()) {
        const auto name = text.substr(0, text.find('/'));
        const bool plain =
            std::ranges::all_of(name, [](char c) { return is_small(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_'; });
        if (name.empty() || name == "." || name == ".." || !plain) {
            return false;
        }
        text.remove_prefix(std::min(name.size() + 1, text.size()));
    }
    return true;
}

bool is_folder(const std::string& value) {
    std::string text = value;
    const std::filesystem::path path(value);
    const bool climbs = std::ranges::any_of(path, [](const auto& part) { return part == ".." || part == "."; });
    return !value.empty() && !check_text(text) && !climbs && path.has_filename() && !value.contains("://") && !value.starts_with("s3:");
}

}  // namespace

std::optional<std::string> check_media_store(std::string& value) {
    std::string store = value;
    while (store.size() > 1 && store.ends_with('/') && !store.ends_with("//")) {
        store.pop_back();
    }
    bool good = false;
    if (store.starts_with(kS3)) {
        const std::string_view rest = std::string_view(store).substr(kS3.size());
        const auto slash = std::min(rest.find('/'), rest.size());
        good = is_bucket(rest.substr(0, slash)) && is_prefix(rest.substr(std::min(slash + 1, rest.size())));
    } else {
        good = is_folder(store);
    }
    if (!good) {
        return R"(must be a folder without "..", for example "media" (inside the site's folder) or "/srv/shared/media"; or "s3://BUCKET/PREFIX" (letters, digits, '-', '.' and '_'))";
    }
    value = std::move(store);
    return std::nullopt;
}

std::optional<std::string> check_s3_endpoint(std::string& value) {
    if (value.empty() || !check_site_url(value)) {
        return std::nullopt;
    }
    return R"(must be the address of an S3-compatible store: https or http, a host and an optional port, without a path; for example "https://s3.eu-central-1.amazonaws.com")";
}

std::optional<std::string> check_s3_region(std::string& value) {
    const bool plain = std::ranges::all_of(value, [](char c) { return is_small(c) || c == '-'; });
    if (value.empty() || value.size() > 64 || !plain) {
        return R"(must be the name of a region (lower-case letters, digits and '-'), for example "eu-central-1")";
    }
    return std::nullopt;
}

std::optional<std::string> check_s3_key(std::string& value) {
    const bool visible = std::ranges::all_of(value, [](char c) { return c > 0x20 && c < 0x7f; });
    return visible && value.size() <= 256 ? std::nullopt
                                          : std::optional<std::string>("must be at most 256 visible ASCII characters without spaces");
}

}  // namespace stoppress::settings
