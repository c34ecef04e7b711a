// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of a site as files named by the hash of their content, in two parts: the files that readers get, and the
// originals, which are kept but never served. A Storage decides where they are: a folder (SITE/media, or a shared one)
// or an S3-compatible store. A download (audio, a document) is stored as received, with the files that readers get.
//
// A file appears under its name when it is complete and durable, and never changes; write references to
// it only afterwards.
// Flow:   ImageSandbox -> Library -> Storage; reader <- Library
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

/// Bytes that a file of that part and format may have.
[[nodiscard]] std::size_t most_bytes(Part part, Format format);

class Library {
public:
    /// nothing: for a dry run; keep() checks but does not write.
    enum class Keeping : std::uint8_t { files, nothing };

    /// In the folder `media` of the site's folder. Creates nothing yet.
    explicit Library(const std::filesystem::path& site, Keeping keeping = Keeping::files);
    explicit Library(std::shared_ptr<const Storage> storage, Keeping keeping = Keeping::files)
        : storage_(std::move(storage)), keeping_(keeping) {}

    /// Removes files left half written by an interrupted run. Only for a program that alone writes to the site.
    void tidy() const;
    /// Stores the bytes under their name; durable when it returns. Fails with `unavailable` if the disk is full or the
    /// storage cannot be reached, `io` on other errors.
    base::Result<void> keep(Part part, const Name& name, std::string_view bytes) const;
    /// Whether a file of that name exists. Its content is not checked.
    [[nodiscard]] bool holds(Part part, const Name& name) const { return storage_->holds(part, name); }
    /// The bytes. Fails with `not_found` if there is no such file, `too_large` for a file that this program cannot have
    /// written, `unavailable` while the storage cannot be reached.
    [[nodiscard]] base::Result<std::string> read(Part part, const Name& name) const;
    /// Bytes of the file. Fails as read() does.
    [[nodiscard]] base::Result<std::uint64_t> size(Part part, const Name& name) const { return storage_->size(part, name); }
    /// `length` bytes from `first` on, which must exist; their hash is not checked. Fails as read() does.
    [[nodiscard]] base::Result<std::string> read_piece(Part part, const Name& name, std::uint64_t first, std::size_t length) const {
        return storage_->read_piece(part, name, first, length);
    }
    /// Reads the file and compares its hash; recordings piece by piece. Fails with `not_found` or `corrupt`.
    [[nodiscard]] base::Result<void> verify(Part part, const Name& name) const;
    /// Removes the file durably. Succeeds if there is none.
    base::Result<void> drop(Part part, const Name& name) const;
    /// All stored files, in no order.
    [[nodiscard]] base::Result<std::vector<StoredFile>> list() const { return storage_->list(); }
    /// The site's own media folder, which a backup locks while it copies it (store::backup), so that nothing is removed
    /// meanwhile; empty if the files are elsewhere.
    [[nodiscard]] std::filesystem::path folder() const { return storage_->folder(); }

private:
    [[nodiscard]] base::Result<void> verify_recording(Part part, const Name& name) const;
    [[nodiscard]] base::Result<void> check_kept(Part part, const Name& name, std::size_t size) const;

    std::shared_ptr<const Storage> storage_;
    Keeping keeping_;
};

}  // namespace stoppress::media
