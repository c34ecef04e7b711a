// SPDX-License-Identifier: GPL-3.0-or-later
// The folder of an archive as it is written: each file goes into manifest.json with its size and hash when it ends.
// Flow:   export_archive, write_site_tables -> ArchiveFolder -> OutputFolder
// Owner:  one export. Thread: one at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "exporting/files/output_folder.hpp"
#include "store/archiving/manifest.hpp"
#include "store/archiving/write_tables.hpp"
#include "store/upkeep/archive.hpp"

namespace stoppress::exporting {

class ArchiveFolder final : public store::ArchiveSink {
public:
    /// Fails as OutputFolder::make() does.
    [[nodiscard]] static base::Result<std::unique_ptr<ArchiveFolder>> make(const std::filesystem::path& target,
                                                                           const store::ArchiveHead& head);

    /// Opens a new file, ends the last one before. `name` must be store::is_archived_name().
    base::Result<void> begin(const std::string& name) override;
    base::Result<void> append(std::string_view bytes) override;
    base::Result<void> end() override;
    /// A whole file.
    base::Result<void> write(const std::string& name, std::string_view bytes);
    [[nodiscard]] bool holds(const std::string& name) const { return folder_.holds(name); }
    /// Ends the manifest, makes all of it durable and gives it its name.
    base::Result<void> finish();

    /// For make().
    explicit ArchiveFolder(OutputFolder folder) : folder_(std::move(folder)) {}

private:
    base::Result<void> flush();

    OutputFolder folder_;
    std::unique_ptr<OutputFile> manifest_{};
    std::unique_ptr<OutputFile> file_{};
    store::ArchivedFile entry_{};
    store::Sum sum_{};
    std::string waiting_{};  ///< not written yet: rows are small
    bool first_ = true;
};

}  // namespace stoppress::exporting
