// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the JSON that Ghost imports, row by row: {"db": [{"meta": …, "data": {TABLE: [ROW, …]}}]}. The rows of one story are in several
// tables, so those besides "posts" wait in files of their own.
// Flow:   rows -> GhostFile -> OutputFolder
// Owner:  one export. Thread: one at a time.
#pragma once

#include <boost/json/object.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "exporting/files/output_folder.hpp"

namespace stoppress::exporting {

class GhostFile {
public:
    /// Begins the file `name` of the folder, which must outlive the object. Fails as OutputFolder::open() does, like all functions.
    [[nodiscard]] static base::Result<GhostFile> make(const OutputFolder& folder, const std::filesystem::path& name, base::Time now);

    base::Result<void> row(std::string_view table, const boost::json::object& values);
    base::Result<void> finish();

private:
    GhostFile(const OutputFolder& folder, std::unique_ptr<OutputFile> file) : folder_(&folder), posts_{std::move(file), {}, 0} {}

    struct Table {
        std::unique_ptr<OutputFile> file;
        std::string lines;  ///< not written yet
        std::size_t rows = 0;
    };
    static base::Result<void> flush(Table& table);
    base::Result<void> append(const std::string& name, Table& table);

    const OutputFolder* folder_;
    Table posts_;
    std::map<std::string, Table, std::less<>> others_;
};

}  // namespace stoppress::exporting
