// SPDX-License-Identifier: GPL-3.0-or-later
// A backup's file: a plain tar (POSIX pax) that ends with a list of SHA-256 sums, so that it can be looked into with every tool, and a
// file that was cut short or changed is known from a whole one.
// Flow:   backup -> ArchiveWriter -> FILE -> ArchiveReader -> restore
// Thread: one.
#pragma once

#include <sodium.h>

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/upkeep/file.hpp"

namespace stoppress::store {

/// What the first and the last entry are called.
inline constexpr std::string_view kArchiveHead = "stoppress-backup";
inline constexpr std::string_view kArchiveFormat = "format 1\n";  ///< all that the first one says
inline constexpr std::string_view kArchiveSums = "SHA256SUMS";

/// The sum of what was added, in hexadecimal.
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

/// Told of each piece that was handled.
using Handled = std::function<void(std::size_t bytes)>;

class ArchiveWriter {
public:
    explicit ArchiveWriter(File file) : file_(std::move(file)) {}
    base::Result<void> add_bytes(const std::string& name, std::string_view bytes, unsigned mode);
    base::Result<void> add_file(const std::string& name, const std::filesystem::path& path, unsigned mode, const Handled& handled);
    /// Writes the sums and the end, durably.
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
        std::uint64_t size = 0;
        unsigned mode = 0;
    };
    /// The next entry, or nothing after the last one. `corrupt` for what ArchiveWriter does not write.
    base::Result<std::optional<Entry>> next();
    /// Hands out the entry's bytes; to be called once after each next().
    base::Result<void> read(const std::function<base::Result<void>(std::span<const char>)>& each);
    /// After the last entry: whether every file had the sum it should have, and none is missing.
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
