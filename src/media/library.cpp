// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/library.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "media/hasher.hpp"
#include "media/limits.hpp"
#include "media/storage/folder.hpp"

namespace stoppress::media {

namespace {

base::Error damaged(const std::string& called) {
    return base::fail(base::ErrorCode::corrupt, fmt::format("The content of {} does not match its hash.", called));
}

}  // namespace

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
    auto there = check_kept(part, name, bytes.size());
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

base::Result<void> Library::check_kept(Part part, const Name& name, std::size_t size) const {
    if (!is_recording(name.format)) {
        return verify(part, name);
    }
    TRY(const auto kept, this->size(part, name));
    if (kept != size) {
        return damaged(storage_->called(part, name));
    }
    return storage_->notices_damage() ? base::Result<void>{} : verify_recording(part, name);
}

base::Result<void> Library::verify_recording(Part part, const Name& name) const {
    TRY(const auto size, this->size(part, name));
    if (size > most_bytes(part, name.format)) {
        return base::fail(base::ErrorCode::too_large, fmt::format("{} is too large: the limit is {} bytes.", storage_->called(part, name),
                                                                  most_bytes(part, name.format)));
    }
    Hasher hasher;
    for (std::uint64_t at = 0; at < size;) {
        const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(size - at, kMaxVerifiedPiece));
        TRY(const auto piece, read_piece(part, name, at, length));
        hasher.add(piece);
        at += length;
    }
    return hasher.hash() == name.hash ? base::Result<void>{} : damaged(storage_->called(part, name));
}

base::Result<void> Library::verify(Part part, const Name& name) const {
    if (is_recording(name.format)) {
        return verify_recording(part, name);
    }
    TRY(const auto bytes, read(part, name));
    if (hash_of(bytes) != name.hash) {
        return damaged(storage_->called(part, name));
    }
    return {};
}

base::Result<void> Library::drop(Part part, const Name& name) const {
    return keeping_ == Keeping::nothing ? base::Result<void>{} : storage_->remove(part, name);
}

}  // namespace stoppress::media
