// SPDX-License-Identifier: GPL-3.0-or-later
// Verifies an index: its files, and that it has each published article and nothing else.
// Thread: the snapshot's.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace stoppress::store {
class ReadSnapshot;
}

namespace stoppress::search {

struct IndexCheck {
    std::string checked;                ///< what was checked, in words
    std::vector<std::string> findings;  ///< at most kMaxFindings
};
inline constexpr std::size_t kMaxFindings = 20;

/// `site`: the site's folder. An index that is not there, is being built, or is behind the snapshot is no problem: the
/// server brings it up to date. Fails as the snapshot's readers do.
base::Result<IndexCheck> check_index(const std::filesystem::path& site, store::ReadSnapshot& snapshot);

}  // namespace stoppress::search
