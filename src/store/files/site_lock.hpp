// SPDX-License-Identifier: GPL-3.0-or-later
// The lock file of a site: it allows one writing program at a time, and records that the site has had a database, so
// that a lost database is never mistaken for a new site.
// Thread: any; held from acquire() to destruction.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace stoppress::store {

class SiteLock {
public:
    /// Fails with `unavailable` if another program still writes to the site after three seconds, `io` if the folder cannot
    /// be written.
    static base::Result<SiteLock> acquire(const std::filesystem::path& folder);
    SiteLock(SiteLock&& other) noexcept;
    SiteLock& operator=(SiteLock&& other) noexcept;
    SiteLock(const SiteLock&) = delete;
    SiteLock& operator=(const SiteLock&) = delete;
    ~SiteLock();

    /// Whether a database was created here before.
    [[nodiscard]] bool had_database() const { return had_database_; }
    /// Records durably that there is a database now.
    base::Result<void> mark_database();

private:
    SiteLock(int descriptor, std::filesystem::path folder, bool had_database);
    int descriptor_ = -1;
    std::filesystem::path folder_;
    bool had_database_ = false;
};

/// Makes the entries of a folder durable.
base::Result<void> sync_folder(const std::filesystem::path& folder);

}  // namespace stoppress::store
