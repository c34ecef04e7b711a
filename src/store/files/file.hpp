// SPDX-License-Identifier: GPL-3.0-or-later
// An open file that closes itself and reports failures as values.
// Thread: one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "base/result.hpp"

namespace stoppress::store {

class File {
public:
    /// Opens for reading; never follows a symbolic link.
    static base::Result<File> open(const std::filesystem::path& path);
    /// Fails with `conflict` if the name exists.
    static base::Result<File> create(const std::filesystem::path& path, unsigned mode);
    File(File&& other) noexcept;
    File& operator=(File&& other) noexcept;
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File();

    /// Returns the number of bytes read: fewer than requested only at the end of the file.
    base::Result<std::size_t> read(std::span<char> bytes);
    base::Result<void> write(std::span<const char> bytes);
    base::Result<void> sync();
    [[nodiscard]] base::Result<std::uint64_t> size() const;

private:
    File(int descriptor, std::filesystem::path path);
    [[nodiscard]] base::Error failed(int error, std::string_view verb) const;
    int descriptor_ = -1;
    std::filesystem::path path_;
};

/// Makes the content of a file durable.
base::Result<void> sync_file(const std::filesystem::path& path);

}  // namespace stoppress::store
