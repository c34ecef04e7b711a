// SPDX-License-Identifier: GPL-3.0-or-later
// A file of the old site that is too large for memory, sound or film: copied to a file in TMPDIR that has no name, and mapped. A copy,
// because a mapped file that somebody shortens ends the program.
// Flow:   folder, name -> CopiedFile -> take_file()
// Owner:  whoever holds it. The copy is gone with it, also after a crash.
// Thread: any; immutable once made.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

#include "base/files/descriptor.hpp"
#include "base/result.hpp"
#include "media/recordings/recording_sandbox.hpp"

namespace stoppress::importing {

class CopiedFile {
public:
    /// Fails as base::read_file_below() does; with `unavailable` if there is no room for the copy, with a message that does not name the file.
    [[nodiscard]] static base::Result<std::unique_ptr<CopiedFile>> make(const std::filesystem::path& folder, std::string_view name,
                                                                        std::size_t limit);
    explicit CopiedFile(int file) : file_(file) {}
    CopiedFile(const CopiedFile&) = delete;
    CopiedFile& operator=(const CopiedFile&) = delete;
    CopiedFile(CopiedFile&&) = delete;
    CopiedFile& operator=(CopiedFile&&) = delete;
    ~CopiedFile();

    [[nodiscard]] media::RecordingBytes bytes() const { return {{static_cast<const char*>(mapped_), size_}, file_.number()}; }

private:
    base::Descriptor file_;
    std::size_t size_ = 0;
    void* mapped_ = nullptr;
};

}  // namespace stoppress::importing
