// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the media library that the site's settings describe.
// Thread: the main thread, before the threads that use the library.
#pragma once

#include "base/result.hpp"
#include "media/library.hpp"
#include "media/storage/s3.hpp"
#include "settings/settings.hpp"
#include "store/media/records.hpp"

namespace stoppress::cli {

/// `patience`: time limits for a store on the network. Does not connect yet. Fails with `invalid` if the settings are
/// wrong.
[[nodiscard]] base::Result<media::Library> open_library(const settings::Settings& settings, const media::S3Patience& patience,
                                                        media::Library::Keeping keeping = media::Library::Keeping::files);

/// Whether the files of a picture are there and are what their names say, for store::check(); the error says what is wrong.
[[nodiscard]] base::Result<void> verify_medium(const media::Library& library, const store::Medium& medium);

/// Whether it is the folder `media` in the site's folder, where backups put pictures too.
[[nodiscard]] bool keeps_pictures_in_site(const settings::Settings& settings);

}  // namespace stoppress::cli
