// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/files/temporary_folder.hpp"

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX

#include <system_error>

namespace stoppress::base {

Result<TemporaryFolder> TemporaryFolder::make(const std::string& purpose) {
    std::error_code failed;
    std::string name = (std::filesystem::temp_directory_path(failed) / ("stoppress-" + purpose + "-XXXXXX")).string();
    if (failed || ::mkdtemp(name.data()) == nullptr) {
        return fail(ErrorCode::io, "a writable temporary folder is needed; set TMPDIR to one.");
    }
    return TemporaryFolder(name);
}

TemporaryFolder::~TemporaryFolder() {
    if (!path_.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
}

}  // namespace stoppress::base
