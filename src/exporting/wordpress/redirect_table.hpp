// SPDX-License-Identifier: GPL-3.0-or-later
// redirects.csv: a list for plug-ins of WordPress that redirect, a line "from","to" each.
// Owner:  one export. Thread: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "exporting/files/output_folder.hpp"
#include "story/story.hpp"

namespace stoppress::exporting {

class RedirectTable {
public:
    /// The folder must outlive the object. The file is made with the first line.
    explicit RedirectTable(const OutputFolder& folder) : folder_(folder) {}

    /// Neither address has a quotation mark: addresses encode it.
    base::Result<void> add(std::string_view from, std::string_view to);
    /// Writes what is left.
    base::Result<void> finish();
    [[nodiscard]] std::uint64_t written() const { return written_; }

private:
    const OutputFolder& folder_;
    std::unique_ptr<OutputFile> file_;
    std::string lines_;  ///< not written yet
    std::uint64_t written_ = 0;
};

/// Where a published story is in a WordPress whose permalinks are /%year%/%monthnum%/%postname%; a page at /%postname%.
[[nodiscard]] std::string wordpress_address(const story::Story& story, std::string_view time_zone);

}  // namespace stoppress::exporting
