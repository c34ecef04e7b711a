// SPDX-License-Identifier: GPL-3.0-or-later
// A ZIP file that is written entry by entry. What is larger than 4 GB is written as ZIP64.
// Flow:   bytes -> ZipFile -> OutputFile
// Owner:  one export. Thread: one at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "exporting/files/output_folder.hpp"

struct archive;

namespace stoppress::exporting {

class ZipFile {
public:
    /// Fails as OutputFolder::open() does. The folder must outlive the object.
    [[nodiscard]] static base::Result<std::unique_ptr<ZipFile>> make(const OutputFolder& folder, const std::filesystem::path& name);
    ZipFile(const ZipFile&) = delete;
    ZipFile& operator=(const ZipFile&) = delete;
    ZipFile(ZipFile&&) = delete;
    ZipFile& operator=(ZipFile&&) = delete;
    /// What was not finished is no complete ZIP file.
    ~ZipFile();

    /// Adds bytes as they are: pictures are compressed already. `name`: ASCII, parts separated by '/', each name once. Fails with
    /// `unavailable` if the disk is full, `io`.
    base::Result<void> add(const std::string& name, std::string_view bytes);
    base::Result<void> finish();

    /// For make().
    explicit ZipFile(std::unique_ptr<OutputFile> out);

private:
    /// Whether libarchive's call succeeded; what kept the file from being written, if it is that.
    base::Result<void> checked(int result);

    std::unique_ptr<OutputFile> out_;
    std::unique_ptr<archive, void (*)(archive*)> zip_;
    std::optional<base::Error> failure_;
};

}  // namespace stoppress::exporting
