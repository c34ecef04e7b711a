// SPDX-License-Identifier: GPL-3.0-or-later
// An open file that is closed by itself, and whose failures are values.
// Thread: one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "base/result.hpp"

namespace stoppress::store {

class File {
public:
    /// Never through a symbolic link.
    static base::Result<File> open(const std::filesystem::path& path);
    /// `conflict` where there is something of that name.
    static base::Result<File> create(const std::filesystem::path& path, unsigned mode);
    File(File&& other) noexcept;
    File& operator=(File&& other) noexcept;
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File();

    /// How much was read: less than asked for at the end only.
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

/// Makes the bytes of a file durable.
base::Result<void> sync_file(const std::filesystem::path& path);

}  // namespace stoppress::store
