// SPDX-License-Identifier: GPL-3.0-or-later
// The files of an export as people have them: as they are, or in a ZIP or gzip file, which are unpacked. They are untrusted.
// Flow:   PATH…, choose() -> PackedFiles -> readers of exports
// Thread: any; immutable once opened.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/files/temporary_folder.hpp"
#include "base/result.hpp"

namespace stoppress::importing {

struct PackedFile {
    std::filesystem::path path;
    std::string name;   ///< without folders, for reports
    std::string place;  ///< in a ZIP file with its folders there; else as `name`
};

/// What a file in a ZIP file is for.
enum class PackedUse : std::uint8_t {
    document,  ///< listed in documents()
    beside     ///< unpacked below folder() / kBeside, with its folders
};

class PackedFiles {
public:
    struct Wanted {
        std::string system;   ///< of the temporary folder's name: "wxr"
        std::string missing;  ///< for a ZIP file without a document: "there is no export (an .xml file) in it"
        /// By the name in a ZIP file; nothing: it is left out.
        std::function<std::optional<PackedUse>(const std::string& name)> choose;
        std::uint64_t beside_limit = UINT64_MAX;  ///< bytes of a file that is no document; the rest of it is left out
    };
    static constexpr const char* kBeside = "beside";

    /// Fails if a packed file cannot be read, or has no document in it. Others are not looked into.
    [[nodiscard]] static base::Result<PackedFiles> open(const std::vector<std::filesystem::path>& paths, const Wanted& wanted);

    [[nodiscard]] const std::vector<PackedFile>& documents() const { return documents_; }
    /// What was unpacked; empty if nothing was.
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    /// What of a packed file was left out, and why.
    [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; }

private:
    base::Result<void> add(const std::filesystem::path& path, const Wanted& wanted);
    base::Result<void> add_zip(const std::filesystem::path& path, const Wanted& wanted);
    base::Result<void> add_gzip(const std::filesystem::path& path);

    base::TemporaryFolder folder_;
    std::vector<PackedFile> documents_;
    std::vector<std::string> left_out_;
};

}  // namespace stoppress::importing
