// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the files that stories of an old site use from its folder into the media library, each once, whoever asks first.
// Flow:   FolderFile -> FolderMedia -> the story (its address here), the importer (its medium)
// Thread: any but a loop's, several at once: whoever asks for a file that another thread is processing waits for it.
#pragma once

#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/threads/mutex.hpp"
#include "importing/files/media_files.hpp"
#include "importing/importing.hpp"

namespace stoppress::importing {

/// A file of the old site.
struct FolderFile {
    std::filesystem::path folder;  ///< below which `name` is; both for read_file_below()
    std::string name;
    std::string shown;  ///< for reports, and its name in later runs: relative to the site
};

/// What became of a file: one of medium, skipped, refused, failed.
struct FolderMedium {
    Item item;
    /// Taken away by the one thread that delivers it, since a site may have a million; others look only at `taken`.
    mutable std::optional<store::Medium> medium;
    std::optional<TakenPicture> taken;  ///< of the medium
    std::string skipped;                ///< why, for a file that belongs to the site's look or program
    std::string refused;
    std::optional<base::Error> failed;  ///< not caused by the file, so the following ones would fail, too
};

class FolderMedia {
public:
    /// `system`: the first part of its files' sources, "hugo".
    FolderMedia(const MediaTools& tools, std::string system) : tools_(tools), system_(std::move(system)) {}

    /// Never null. What it points to is immutable.
    [[nodiscard]] std::shared_ptr<const FolderMedium> take(const FolderFile& file);

private:
    using Shared = std::shared_ptr<const FolderMedium>;
    [[nodiscard]] FolderMedium process(const FolderFile& file) const;

    const MediaTools& tools_;
    std::string system_;
    base::Mutex mutex_;
    std::unordered_map<std::string, std::shared_future<Shared>> files_ GUARDED_BY(mutex_);  ///< by FolderFile::shown
};

/// Whether the file's name is that of a picture that can be taken in.
[[nodiscard]] bool is_picture_name(std::string_view name);

}  // namespace stoppress::importing
