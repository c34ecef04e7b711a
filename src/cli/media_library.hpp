// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of a site, where its settings say.
#pragma once

#include "base/result.hpp"
#include "media/library.hpp"
#include "media/storage/s3.hpp"
#include "settings/settings.hpp"

namespace stoppress::cli {

/// `patience`: of a store on the network. Speaks to nobody yet.
[[nodiscard]] base::Result<media::Library> open_library(const settings::Settings& settings, const media::S3Patience& patience,
                                                        media::Library::Keeping keeping = media::Library::Keeping::files);

/// Whether that is the folder `media` of the site's own, where backups have them too.
[[nodiscard]] bool keeps_pictures_in_site(const settings::Settings& settings);

}  // namespace stoppress::cli
