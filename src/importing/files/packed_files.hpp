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
    /// Where what lies beside it is: the folder of the file that was named or, if that is a ZIP file, one of what was unpacked with it. It may
    /// be missing.
    std::filesystem::path beside{};
    bool zipped = false;
};

/// What a file in a ZIP file is for.
enum class PackedUse : std::uint8_t {
    document,  ///< listed in documents()
    beside     ///< unpacked below one of beside_folders(), with its folders
};

class PackedFiles {
public:
    struct Wanted {
        std::string system;   ///< of the temporary folder's name: "wxr"
        std::string missing;  ///< for a ZIP file without a document: "there is no export (an .xml file) in it"
        /// By the name in a ZIP file; nothing: it is left out.
        std::function<std::optional<PackedUse>(const std::string& name)> choose;
        std::uint64_t beside_limit = UINT64_MAX;  ///< bytes of a file that is no document; the rest of it is left out
        bool document_needed = true;              ///< whether to fail if no file has a document
    };

    /// Fails if a packed file cannot be read, if none has a document, or if a ZIP file has two files of one name. Others are not looked into.
    [[nodiscard]] static base::Result<PackedFiles> open(const std::vector<std::filesystem::path>& paths, const Wanted& wanted);

    [[nodiscard]] const std::vector<PackedFile>& documents() const { return documents_; }
    /// The folder with all that was unpacked beside documents; empty if nothing was.
    [[nodiscard]] std::filesystem::path beside() const;
    /// One for each ZIP file, so that files of equal names stay apart. They may be missing.
    [[nodiscard]] const std::vector<std::filesystem::path>& beside_folders() const { return beside_folders_; }
    /// What of a packed file was left out, and why.
    [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; }

private:
    base::Result<void> add(const std::filesystem::path& path, const Wanted& wanted);
    base::Result<void> add_zip(const std::filesystem::path& path, const Wanted& wanted);
    base::Result<void> add_gzip(const std::filesystem::path& path);

    base::TemporaryFolder folder_;
    std::vector<PackedFile> documents_;
    std::vector<std::filesystem::path> beside_folders_;
    std::vector<std::string> left_out_;
    std::optional<base::Error> without_document_;  ///< of the first ZIP file that has none
};

}  // namespace stoppress::importing
