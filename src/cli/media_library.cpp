// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/media_library.hpp"

#include "media/storage/folder.hpp"

namespace stoppress::cli {

base::Result<media::Library> open_library(const settings::Settings& settings, const media::S3Patience& patience,
                                          media::Library::Keeping keeping) {
    const auto& options = settings.media;
    if (!options.on_s3()) {
        using Kind = media::FolderStorage::Kind;
        const std::filesystem::path folder(options.store);
        const auto kind = folder.is_absolute() ? Kind::shared : Kind::own;
        return media::Library(std::make_shared<media::FolderStorage>(settings.folder / folder, kind), keeping);
    }
    TRY(auto address, media::S3Address::parse(options.store));
    address.endpoint = options.s3_endpoint;
    address.region = options.s3_region;
    address.access_key = options.s3_access_key;
    address.secret_key = options.s3_secret_key;
    return media::Library(std::make_shared<media::S3Storage>(std::move(address), patience), keeping);
}

base::Result<void> verify_medium(const media::Library& library, const store::Medium& medium) {
    const auto format = media::format_of_type(medium.file.content_type);
    if (!format || !media::is_hash(medium.file.hash)) {
        return base::fail(base::ErrorCode::corrupt, "its database entry has no valid file name");
    }
    TRY_VOID(library.verify(media::Part::rendition, {medium.file.hash, *format}));
    // Downloads and renditions have no original of their own.
    if (medium.original.empty() || !media::is_picture(*format)) {
        return {};
    }
    const auto original = media::format_of_type(medium.original_type);
    if (!original || !media::is_hash(medium.original)) {
        return base::fail(base::ErrorCode::corrupt, "its database entry names no valid original file");
    }
    return library.verify(media::Part::original, {medium.original, *original});
}

bool keeps_pictures_in_site(const settings::Settings& settings) {
    return settings.media.store == settings::Settings::Media{}.store;
}

}  // namespace stoppress::cli
