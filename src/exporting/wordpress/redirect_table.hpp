// SPDX-License-Identifier: GPL-3.0-or-later
// redirects.csv: a list for plug-ins of WordPress that redirect, a line "from","to" each.
// Owner:  one export. Thread: one at a time.
#pragma once

#include <array>
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

    /// Percent-encoded, so that neither has a quotation mark.
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

struct MovedList {
    std::string_view here;
    std::string_view there;
};

/// Lists and feeds of this site, and the nearest that WordPress has.
inline constexpr std::array kWordPressLists{MovedList{"/latest", "/"},        MovedList{"/most-viewed", "/"},
                                            MovedList{"/archive", "/"},       MovedList{"/corrections", "/"},
                                            MovedList{"/feed.xml", "/feed/"}, MovedList{"/atom.xml", "/feed/atom/"},
                                            MovedList{"/feed.json", "/feed/"}};

/// Where WordPress has the list or feed at a path of this site; any other address as it is.
[[nodiscard]] std::string wordpress_target(std::string_view address);

/// Where a published story is in a WordPress whose permalinks are /%year%/%monthnum%/%postname%; a page at /%postname%.
[[nodiscard]] std::string wordpress_address(const story::Story& story, std::string_view time_zone);

}  // namespace stoppress::exporting
