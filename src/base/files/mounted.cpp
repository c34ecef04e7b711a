// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/files/mounted.hpp"

#include <fcntl.h>
#include <sys/stat.h>

namespace stoppress::base {

bool is_mounted(const std::filesystem::path& folder) {
    struct statx entry{};
    if (::statx(AT_FDCWD, folder.c_str(), AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, STATX_BASIC_STATS, &entry) != 0) {
        return false;
    }
    if ((entry.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) != 0) {
        return (entry.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
    }
    // Kernels before 5.8 do not say it: then by where another file system begins.
    struct stat here{};
    struct stat around{};
    return ::lstat(folder.c_str(), &here) == 0 && ::stat((folder / "..").c_str(), &around) == 0 && here.st_dev != around.st_dev;
}

}  // namespace stoppress::base
