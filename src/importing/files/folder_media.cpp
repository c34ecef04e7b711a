// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/files/folder_media.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/files/read_file.hpp"
#include "importing/files/copied_file.hpp"
#include "importing/limits.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"
#include "media/limits.hpp"
#include "story/text.hpp"

namespace stoppress::importing {
namespace {

std::string extension_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string() : ascii_lower(name.substr(dot + 1));
}

/// Files of the old site's pages and programs, which mean nothing apart from it.
bool is_part_of_the_site(std::string_view name) {
    static constexpr std::array<std::string_view, 14> kParts{"html", "htm", "xhtml", "php", "xml",   "css",  "scss",
                                                             "js",   "mjs", "ts",    "map", "woff2", "woff", "json"};
    return std::ranges::find(kParts, extension_of(name)) != kParts.end();
}

/// Sound and film by their names only: nothing else may be so large.
bool is_recording_name(std::string_view name) {
    return player_of(name) != Player::none;
}

/// A file in memory, or a copy of it on the disk.
struct WholeFile {
    std::string in_memory{};
    std::unique_ptr<CopiedFile> copy{};
    [[nodiscard]] media::RecordingBytes bytes() const { return copy != nullptr ? copy->bytes() : media::RecordingBytes{in_memory}; }
};

base::Result<WholeFile> read_whole(const FolderFile& file) {
    WholeFile whole;
    if (is_recording_name(file.name)) {
        TRY(whole.copy, CopiedFile::make(file.folder, file.name, media::kMaxRecordingBytes));
    } else {
        TRY(whole.in_memory, base::read_file_below(file.folder, file.name, media::kMaxOriginalBytes));
    }
    return whole;
}

}  // namespace

bool is_picture_name(std::string_view name) {
    static constexpr std::array<std::string_view, 7> kPictures{"jpg", "jpeg", "jfif", "png", "webp", "gif", "avif"};
    return std::ranges::find(kPictures, extension_of(name)) != kPictures.end();
}

std::shared_ptr<const FolderMedium> FolderMedia::take(const FolderFile& file) {
    std::promise<Shared> promise;
    std::shared_future<Shared> result;
    bool first = false;
    {
        const base::Lock lock(mutex_);
        const auto [at, inserted] = files_.try_emplace(file.shown);
        if (inserted) {
            at->second = promise.get_future().share();
        }
        first = inserted;
        result = at->second;
    }
    if (first) {
        promise.set_value(std::make_shared<const FolderMedium>(process(file)));
    }
    return result.get();
}

FolderMedium FolderMedia::process(const FolderFile& file) const {
    FolderMedium made;
    made.item.kind = "files";
    made.item.file = file.shown;
    if (is_part_of_the_site(file.name)) {
        made.skipped = "a part of the old site that is no picture and no document; links keep its old address";
        return made;
    }
    if (!story::is_utf8(file.shown)) {
        made.refused = "the name of the file is not UTF-8; rename it";
        return made;
    }
    const auto read = read_whole(file);
    if (!read.has_value()) {
        if (read.error().code == base::ErrorCode::unavailable) {
            made.failed = base::fail(base::ErrorCode::unavailable, file.shown + " " + read.error().message);
        } else {
            made.refused = "the file " + read.error().message;
        }
        return made;
    }
    const std::string source = system_ + ":" + file.shown;
    const auto known = known_medium(tools_, source);
    if (!known.has_value()) {
        made.failed = known.error();
        return made;
    }
    auto taken = take_file(tools_, read->bytes(), media::Accept::anything, *known);
    if (!taken.has_value()) {
        const bool other =
            taken.error().code == base::ErrorCode::unsupported && !is_picture_name(file.name) && extension_of(file.name) != "svg";
        if (ends_taking(taken.error())) {
            made.failed = taken.error();
        } else {
            made.refused = other ? "files of this type are not accepted (docs/media.md lists those that are)" : taken.error().message;
        }
        return made;
    }
    if (taken->still) {
        made.item.notes.push_back({0, "the animation is too large, only its first frame is imported"});
    }
    store::Medium medium = std::move(taken->medium);
    if (known->has_value() && !taken->known) {
        // The file has changed; what people have written about it here stays.
        medium.alt = (*known)->alt;
        medium.caption = (*known)->caption;
        medium.credit = (*known)->credit.empty() ? medium.credit : (*known)->credit;
        medium.copyright = (*known)->copyright.empty() ? medium.copyright : (*known)->copyright;
    }
    medium.file_name = cut(file.name.substr(file.name.rfind('/') + 1), kMaxNameBytes);
    medium.source = source;
    made.taken = taken_picture(medium);
    made.medium = std::move(medium);
    return made;
}

}  // namespace stoppress::importing
