// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the files of pictures in place while a site that is being served is copied.
// Owner:  a backup or an export, from before it reads the database until it has copied the files.
// Thread: one.
#pragma once

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <filesystem>

#include "base/files/descriptor.hpp"

namespace stoppress::store {

/// While it exists, a serving program removes no file of a picture, so the files of all copied rows are still there
/// when files are copied.
class PicturesHeld {
public:
    explicit PicturesHeld(const std::filesystem::path& site)
        : folder_(::open((site / "media").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        while (folder_.number() >= 0 && ::flock(folder_.number(), LOCK_SH) != 0 && errno == EINTR) {
        }
    }

private:
    base::Descriptor folder_;
};

}  // namespace stoppress::store
