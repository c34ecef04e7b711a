// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the files that pages of a Hugo site use into the media library, each once, whoever asks first.
// Flow:   SiteFile -> SiteMedia -> StoryBuilder (its address here), HugoImport (its medium)
// Thread: any but a loop's, several at once: whoever asks for a file that another thread is processing waits for it.
#pragma once

#include <future>
#include <memory>
#include <string>
#include <unordered_map>

#include "base/threads/mutex.hpp"
#include "importing/hugo/site/site_folders.hpp"
#include "importing/importing.hpp"
#include "importing/media_files.hpp"

namespace stoppress::importing::hugo {

/// What became of a file: one of medium, skipped, refused, failed.
struct SiteMedium {
    Item item;
    /// Taken away by the one thread that delivers it, since a site may have a million; others look only at `taken`.
    mutable std::optional<store::Medium> medium;
    std::optional<TakenPicture> taken;  ///< of the medium
    std::string skipped;                ///< why, for a file that belongs to the site's look or program
    std::string refused;
    std::optional<base::Error> failed;  ///< not caused by the file, so the following ones would fail, too
};

class SiteMedia {
public:
    explicit SiteMedia(const MediaTools& tools) : tools_(tools) {}

    /// Never null. What it points to is immutable.
    [[nodiscard]] std::shared_ptr<const SiteMedium> take(const SiteFile& file);

private:
    using Shared = std::shared_ptr<const SiteMedium>;
    [[nodiscard]] SiteMedium process(const SiteFile& file) const;

    const MediaTools& tools_;
    base::Mutex mutex_;
    std::unordered_map<std::string, std::shared_future<Shared>> files_ GUARDED_BY(mutex_);  ///< by SiteFile::shown
};

/// Whether the file's name is that of a picture that can be taken in.
[[nodiscard]] bool is_picture_name(std::string_view name);

}  // namespace stoppress::importing::hugo
