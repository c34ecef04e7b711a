// SPDX-License-Identifier: GPL-3.0-or-later
// What the newsroom keeps of an import: made from its report when it is over.
// Flow:   Report -> import_account -> store::ImportWriter
// Thread: any; pure function, but for the notes that it takes out of the report.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/time/time.hpp"
#include "importing/report.hpp"
#include "store/imports/records.hpp"

namespace stoppress::importing {

struct RunFacts {
    std::string format;                        ///< "hugo", "wxr"
    std::vector<std::filesystem::path> paths;  ///< what was read, as it was named
    base::Time began_at;
    bool complete = true;     ///< the whole source was read
    bool took_files = false;  ///< pictures and files were looked for
};

/// Takes the notes out of the report. Of the paths only the last names are kept.
[[nodiscard]] store::ImportAccount import_account(Report& report, const RunFacts& facts);

}  // namespace stoppress::importing
