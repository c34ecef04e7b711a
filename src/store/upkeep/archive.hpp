// SPDX-License-Identifier: GPL-3.0-or-later
// The file of a backup: a plain tar (POSIX pax) that ends with a list of SHA-256 sums, so that every tool can read it,
// and an incomplete or modified file is detected.
// Flow:   backup -> ArchiveWriter -> FILE -> ArchiveReader -> restore
// Thread: one.
#pragma once

#include <sodium.h>

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/files/file.hpp"

namespace stoppress::store {

/// The names of the first and the last entry.
inline constexpr std::string_view kArchiveHead = "stoppress-backup";
inline constexpr std::string_view kArchiveFormat = "format 1\n";  ///< the content of the first entry
inline constexpr std::string_view kArchiveSums = "SHA256SUMS";

/// The SHA-256 of everything added, in hexadecimal.
class Sum {
public:
    Sum() { crypto_hash_sha256_init(&state_); }
    void add(std::span<const char> bytes) {
        crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    }
    [[nodiscard]] std::string hexadecimal();

private:
    crypto_hash_sha256_state state_{};
};

/// Called with the size of each piece that was processed.
using Handled = std::function<void(std::size_t bytes)>;

class ArchiveWriter {
public:
    explicit ArchiveWriter(File file) : file_(std::move(file)) {}
    base::Result<void> add_bytes(const std::string& name, std::string_view bytes, unsigned mode);
    base::Result<void> add_file(const std::string& name, const std::filesystem::path& path, unsigned mode, const Handled& handled);
    /// Writes the sums and the end of the archive; durable when it returns.
    base::Result<void> finish();

private:
    base::Result<void> begin_entry(const std::string& name, std::uint64_t size, unsigned mode, char type);
    base::Result<void> pad(std::uint64_t size);

    File file_;
    std::string sums_{};
};

class ArchiveReader {
public:
    explicit ArchiveReader(File file) : file_(std::move(file)) {}

    struct Entry {
        std::string name;
        std::uint64_t size = 0;  ///< bytes
        unsigned mode = 0;       ///< permissions, as chmod() takes them
    };
    /// The next entry, or nothing after the last one. Fails with `corrupt` for anything that ArchiveWriter
    /// does not write.
    base::Result<std::optional<Entry>> next();
    /// Calls `each` with the entry's bytes; call it once after each next().
    base::Result<void> read(const std::function<base::Result<void>(std::span<const char>)>& each);
    /// Call it after the last entry: fails if a file is missing or has a wrong sum.
    base::Result<void> verify() const;

private:
    base::Result<std::optional<Entry>> read_header(char& type);
    base::Result<void> expect_end();
    base::Result<std::string> read_small(std::uint64_t size);
    base::Result<void> skip_padding(std::uint64_t size);

    File file_;
    Entry entry_{};
    std::map<std::string, std::string> sums_{};
    std::string listed_{};
};

}  // namespace stoppress::store
