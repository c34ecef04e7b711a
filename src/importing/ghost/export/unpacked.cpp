// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/ghost/export/unpacked.hpp"

#include "importing/files/unzip.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "media/limits.hpp"

namespace stoppress::importing::ghost {
namespace {

std::string_view name_behind(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// The place below "content" of one of Ghost's folders of pictures and files; empty for anything else.
std::string_view media_place(std::string_view path) {
    constexpr std::string_view kContent = "content/";
    const std::size_t inside = path.find("/content/");
    const std::string_view place = path.starts_with(kContent)         ? path.substr(kContent.size())
                                   : inside == std::string_view::npos ? path
                                                                      : path.substr(inside + 1 + kContent.size());
    for (const std::string_view folder : {"images/", "media/", "files/"}) {
        if (place.starts_with(folder)) {
            return place;
        }
    }
    return {};
}

}  // namespace

base::Result<Unpacked> unpack(const std::filesystem::path& file) {
    Unpacked unpacked;
    TRY(unpacked.folder, base::TemporaryFolder::make("ghost"));
    const std::filesystem::path& folder = unpacked.folder.path();
    const auto choose = [&](const std::string& path) -> base::Result<std::optional<UnzipTarget>> {
        const std::string name = ascii_lower(name_behind(path));
        if (const std::string place(media_place(path)); !place.empty()) {
            // Ghost's smaller copies are made anew from the picture.
            if (place.starts_with("images/size/")) {
                return std::optional<UnzipTarget>();
            }
            unpacked.has_media = true;
            // One byte more than is taken, so that it is refused as too large later, with its name.
            return UnzipTarget{folder / "content" / place, media::kMaxOriginalBytes + 1};
        }
        if (name == "routes.yaml" || name == "redirects.yaml" || name == "redirects.json") {
            unpacked.addresses.push_back(folder / name);
            return UnzipTarget{unpacked.addresses.back(), kMaxDataFileBytes};
        }
        // Themes have such files, too.
        if (!name.ends_with(".json") || path.starts_with("content/") || path.contains("/content/")) {
            return std::optional<UnzipTarget>();
        }
        if (!unpacked.json.empty()) {
            return unusable_zip(file, "there is more than one .json file in it");
        }
        unpacked.json = folder / "export.json";
        return UnzipTarget{unpacked.json};
    };
    TRY(unpacked.left_out, unzip(file, choose));
    if (unpacked.json.empty()) {
        return unusable_zip(file, "there is no Ghost export (a .json file) in it");
    }
    return unpacked;
}

}  // namespace stoppress::importing::ghost
