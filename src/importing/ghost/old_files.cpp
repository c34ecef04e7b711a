// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/ghost/old_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "importing/text/text.hpp"

namespace stoppress::importing::ghost {
namespace {

/// What follows the scheme, without "www."; empty for an address without one.
std::string_view behind_scheme(std::string_view address) {
    const std::size_t at = address.find("://");
    if (at == std::string_view::npos) {
        return {};
    }
    address.remove_prefix(at + 3);
    address.remove_prefix(address.starts_with("www.") ? 4 : 0);
    return address;
}

}  // namespace

OldAddresses::OldAddresses(std::string_view address) {
    std::string_view rest = behind_scheme(trim(address));
    host_ = ascii_lower(rest.substr(0, rest.find('/')));
    rest = rest.substr(std::min(rest.find('/'), rest.size()));
    while (rest.ends_with('/')) {
        rest.remove_suffix(1);
    }
    folder_ = rest;
}

std::optional<std::string> OldAddresses::path_of(std::string_view address) const {
    if (address.starts_with(kSiteMark)) {
        const std::string_view rest = address.substr(kSiteMark.size());
        return folder_ + (rest.starts_with('/') ? "" : "/") + std::string(rest);
    }
    if (address.starts_with('/') && !address.starts_with("//")) {
        return std::string(address);
    }
    const std::string_view rest = is_web_address(address) ? behind_scheme(address) : std::string_view();
    const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
    if (host_.empty() || ascii_lower(rest.substr(0, end)) != host_) {
        return std::nullopt;
    }
    const std::string_view path = rest.substr(end);
    // Beside the site's folder there is another site.
    if (!folder_.empty() && path != folder_ && !path.starts_with(folder_ + "/")) {
        return std::nullopt;
    }
    return path.starts_with('/') ? std::string(path) : "/" + std::string(path);
}

std::string OldFiles::place_of(std::string_view path) {
    path = path.substr(0, path.find_first_of("?#"));
    const std::size_t content = path.find("/content/");
    std::string_view place = content == std::string_view::npos ? std::string_view() : path.substr(content + 9);
    constexpr std::array<std::string_view, 3> kFolders{"images/", "media/", "files/"};
    if (std::ranges::none_of(kFolders, [place](std::string_view folder) { return place.starts_with(folder); })) {
        return {};
    }
    const std::string folder(place.substr(0, place.find('/') + 1));
    place.remove_prefix(folder.size());
    // "images/size/w600/format/webp/2026/11/a.png" is a smaller copy.
    for (const std::string_view made : {"size/", "format/"}) {
        if (place.starts_with(made)) {
            place.remove_prefix(std::min(place.find('/', made.size()), place.size() - 1) + 1);
        }
    }
    return place.empty() ? std::string() : folder + percent_decoded(place);
}

std::optional<UsedFile> OldFiles::take(const std::string& place, const std::string& site_folder) const {
    if (media_ == nullptr) {
        return std::nullopt;
    }
    const std::string behind = place.substr(place.find('/') + 1);
    for (const std::string& name : {"content/" + place, place, behind}) {
        std::error_code failed;
        if (std::filesystem::exists(std::filesystem::symlink_status(folder_ / name, failed))) {
            UsedFile used;
            used.medium = media_->take({folder_, name, "content/" + place});
            if (auto address = canonical_path(fmt::format("{}/content/{}", site_folder, place))) {
                used.addresses.push_back(*std::move(address));
            }
            return used;
        }
    }
    return std::nullopt;
}

}  // namespace stoppress::importing::ghost
