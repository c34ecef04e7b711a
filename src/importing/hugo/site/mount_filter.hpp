// SPDX-License-Identifier: GPL-3.0-or-later
// Which files of a mount Hugo reads: includeFiles and excludeFiles. Measured with Hugo 0.111.3.
// Thread: any; a mutex guards the patterns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/threads/mutex.hpp"
#include "importing/hugo/site/path_patterns.hpp"

namespace stoppress::importing::hugo {

class MountFilter {
public:
    /// Globs, relative to the mount. `exclude` has no effect where `include` has some. Fails as PathPatterns::globs does.
    static base::Result<std::shared_ptr<MountFilter>> make(const std::vector<std::string>& include,
                                                           const std::vector<std::string>& exclude);
    MountFilter(PathPatterns included, PathPatterns folders, PathPatterns excluded);

    /// A file by its path below the mount. Where a pattern takes too long it is not read: Hugo may hide it.
    [[nodiscard]] bool reads(std::string_view file);
    /// Whether a folder of the mount is looked into.
    [[nodiscard]] bool looks_into(std::string_view folder);

private:
    [[nodiscard]] bool passes(PathPatterns& included, const std::string& path) REQUIRES(mutex_);

    base::Mutex mutex_;
    PathPatterns included_ GUARDED_BY(mutex_);
    PathPatterns folders_ GUARDED_BY(mutex_);  ///< the literal parents of the included
    PathPatterns excluded_ GUARDED_BY(mutex_);
    bool has_included_ = false;
};

}  // namespace stoppress::importing::hugo
