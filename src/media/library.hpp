// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of a site as files named by the hash of what is in them:
//     SITE/media/HASH.EXT              what readers get
//     SITE/media/originals/HASH.EXT    what it was made of; kept, never served
// A download (sound, a document) is as it came, and is among what readers get.
//     SITE/media/incoming/             being written; of no meaning after a restart
// A file appears under its name when it is whole and durable, and never changes: what names it may be written afterwards.
// Flow:   Darkroom -> Library -> files; reader <- Library
// Thread: any.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "media/picture.hpp"

namespace stoppress::media {

enum class Part : std::uint8_t { rendition, original };

class Library {
public:
    /// nothing: for a dry run; keep() looks and does not write.
    enum class Keeping : std::uint8_t { files, nothing };

    /// `site`: the site's folder. Makes nothing yet.
    explicit Library(const std::filesystem::path& site, Keeping keeping = Keeping::files) : folder_(site / "media"), keeping_(keeping) {}

    /// Removes what a run that was cut off left half written; for whoever alone writes to the site.
    void tidy() const;
    /// Keeps the bytes under their name; durable when it returns. `unavailable` where the disk is full, `io` where it fails.
    base::Result<void> keep(Part part, const Name& name, std::string_view bytes) const;
    /// Whether there is a file of that name. Its content is not looked at.
    [[nodiscard]] bool holds(Part part, const Name& name) const;
    /// The bytes. `not_found` where there is no such file; `too_large` for one that no program of ours wrote.
    [[nodiscard]] base::Result<std::string> read(Part part, const Name& name) const;
    /// Reads the file and compares its hash: `not_found`, or `corrupt`.
    [[nodiscard]] base::Result<void> verify(Part part, const Name& name) const;
    /// Removes the file, durably. Nothing where there is none.
    base::Result<void> drop(Part part, const Name& name) const;
    /// The folder of all this, which whoever copies it holds a lock on (store::backup), so that nothing is removed meanwhile.
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    [[nodiscard]] std::filesystem::path path_of(Part part, const Name& name) const;
    base::Result<void> write(const std::filesystem::path& target, std::string_view bytes) const;

    std::filesystem::path folder_;
    Keeping keeping_;
};

}  // namespace stoppress::media
