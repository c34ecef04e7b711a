// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/storage/storage.hpp"

namespace stoppress::media {
namespace {

constexpr std::string_view kOriginals = "originals/";

}  // namespace

std::string StoredFile::path() const {
    return part == Part::original ? std::string(kOriginals) + name.file() : name.file();
}

std::optional<StoredFile> StoredFile::parse(std::string_view path, std::uint64_t size) {
    const bool original = path.starts_with(kOriginals);
    auto name = Name::parse(original ? path.substr(kOriginals.size()) : path);
    if (!name.has_value()) {
        return std::nullopt;
    }
    return StoredFile{original ? Part::original : Part::rendition, *std::move(name), size};
}

}  // namespace stoppress::media
