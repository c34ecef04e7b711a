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

bool keeps_pictures_in_site(const settings::Settings& settings) {
    return settings.media.store == settings::Settings::Media{}.store;
}

}  // namespace stoppress::cli
