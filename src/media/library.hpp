// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of a site as files named by the hash of what is in them, in two parts: what readers get, and what it was made of, which is
// kept and never served. Where they lie is the storage's: a folder (SITE/media, or a shared one), or an S3-compatible store.
// A download (sound, a document) is as it came, and is among what readers get.
// A file appears under its name when it is whole and durable, and never changes: what names it may be written afterwards.
// Flow:   Darkroom -> Library -> Storage; reader <- Library
// Thread: any but a loop's.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "media/picture.hpp"
#include "media/storage/storage.hpp"

namespace stoppress::media {

class Library {
public:
    /// nothing: for a dry run; keep() looks and does not write.
    enum class Keeping : std::uint8_t { files, nothing };

    /// In the folder `media` of the site's folder. Makes nothing yet.
    explicit Library(const std::filesystem::path& site, Keeping keeping = Keeping::files);
    explicit Library(std::shared_ptr<const Storage> storage, Keeping keeping = Keeping::files)
        : storage_(std::move(storage)), keeping_(keeping) {}

    /// Removes what a run that was cut off left half written; for whoever alone writes to the site.
    void tidy() const;
    /// Keeps the bytes under their name; durable when it returns. `unavailable` where the disk is full or the storage away, `io` where it
    /// fails.
    base::Result<void> keep(Part part, const Name& name, std::string_view bytes) const;
    /// Whether there is a file of that name. Its content is not looked at.
    [[nodiscard]] bool holds(Part part, const Name& name) const { return storage_->holds(part, name); }
    /// The bytes. `not_found` where there is no such file; `too_large` for one that no program of ours wrote; `unavailable` while the
    /// storage is away.
    [[nodiscard]] base::Result<std::string> read(Part part, const Name& name) const;
    /// Reads the file and compares its hash: `not_found`, or `corrupt`.
    [[nodiscard]] base::Result<void> verify(Part part, const Name& name) const;
    /// Removes the file, durably. Nothing where there is none.
    base::Result<void> drop(Part part, const Name& name) const;
    /// Everything that is kept, in no order.
    [[nodiscard]] base::Result<std::vector<StoredFile>> list() const { return storage_->list(); }
    /// The folder of the site's own in which they lie, which whoever copies it holds a lock on (store::backup), so that
    /// nothing is removed meanwhile; empty where they are elsewhere.
    [[nodiscard]] std::filesystem::path folder() const { return storage_->folder(); }

private:
    std::shared_ptr<const Storage> storage_;
    Keeping keeping_;
};

}  // namespace stoppress::media
