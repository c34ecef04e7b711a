// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/library.hpp"

#include <fmt/format.h>

#include "media/limits.hpp"
#include "media/storage/folder.hpp"

namespace stoppress::media {

Library::Library(const std::filesystem::path& site, Keeping keeping)
    : Library(std::make_shared<FolderStorage>(site / "media", FolderStorage::Kind::own), keeping) {}

void Library::tidy() const {
    if (keeping_ == Keeping::files) {
        storage_->tidy();
    }
}

base::Result<void> Library::keep(Part part, const Name& name, std::string_view bytes) const {
    if (keeping_ == Keeping::nothing) {
        return {};
    }
    // An existing file is left alone, unless its content was changed.
    auto there = verify(part, name);
    if (there.has_value() || there.error().code == base::ErrorCode::unavailable) {
        return there;
    }
    return storage_->write(part, name, bytes);
}

base::Result<std::string> Library::read(Part part, const Name& name) const {
    return storage_->read(part, name, most_bytes(part, name.format));
}

std::size_t most_bytes(Part part, Format format) {
    return is_recording(format)     ? kMaxRecordingBytes
           : part == Part::original ? kMaxOriginalBytes
           : is_picture(format)     ? kMaxRenditionBytes
                                    : kMaxDownloadBytes;
}

base::Result<void> Library::verify(Part part, const Name& name) const {
    TRY(const auto bytes, read(part, name));
    if (hash_of(bytes) != name.hash) {
        return base::fail(base::ErrorCode::corrupt,
                          fmt::format("The content of {} does not match its hash.", storage_->called(part, name)));
    }
    return {};
}

base::Result<void> Library::drop(Part part, const Name& name) const {
    return keeping_ == Keeping::nothing ? base::Result<void>{} : storage_->remove(part, name);
}

}  // namespace stoppress::media
