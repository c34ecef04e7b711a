// SPDX-License-Identifier: GPL-3.0-or-later
// Where a site's pictures are stored: the interface that Library needs of a folder, an S3-compatible store, or another
// storage. A file appears under its name when it is complete and durable, and never changes.
// Flow:   Library -> Storage -> disk or network
// Thread: any but a loop's; all functions block.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "media/picture.hpp"

namespace stoppress::media {

enum class Part : std::uint8_t { rendition, original };

/// One stored file.
struct StoredFile {
    Part part = Part::rendition;
    Name name;
    std::uint64_t size = 0;  ///< bytes

    /// "HASH.EXT" or "originals/HASH.EXT": its path relative to the storage, and to `media/` in a backup.
    [[nodiscard]] std::string path() const;
    /// Parses what path() returns, and nothing else.
    [[nodiscard]] static std::optional<StoredFile> parse(std::string_view path, std::uint64_t size);
};

class Storage {
public:
    Storage() = default;
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;
    Storage(Storage&&) = delete;
    Storage& operator=(Storage&&) = delete;
    virtual ~Storage() = default;

    /// Durable when it returns. Fails with `unavailable` if there is no space or no answer, `io` on other errors.
    virtual base::Result<void> write(Part part, const Name& name, std::string_view bytes) const = 0;
    /// Whether the file exists, as far as can be determined.
    [[nodiscard]] virtual bool holds(Part part, const Name& name) const = 0;
    /// Fails with `not_found`, `too_large` beyond `limit` bytes, or `unavailable` if the storage cannot be reached.
    [[nodiscard]] virtual base::Result<std::string> read(Part part, const Name& name, std::size_t limit) const = 0;
    /// Bytes of the file. Fails as read() does.
    [[nodiscard]] virtual base::Result<std::uint64_t> size(Part part, const Name& name) const = 0;
    /// `length` bytes from `first` on. Fails as read() does, with `not_found` also beyond the file's end.
    [[nodiscard]] virtual base::Result<std::string> read_piece(Part part, const Name& name, std::uint64_t first,
                                                               std::size_t length) const = 0;
    /// Durable when it returns. Succeeds if the file does not exist.
    virtual base::Result<void> remove(Part part, const Name& name) const = 0;
    /// All stored files, in no order.
    [[nodiscard]] virtual base::Result<std::vector<StoredFile>> list() const = 0;
    /// Whether it notices itself that bytes have changed, so that a file of the right size is whole.
    [[nodiscard]] virtual bool notices_damage() const = 0;
    /// Removes incomplete files.
    virtual void tidy() const = 0;
    /// The site's own folder with the files; empty if they are elsewhere.
    [[nodiscard]] virtual std::filesystem::path folder() const { return {}; }
    /// The file's location for messages: a path or an address.
    [[nodiscard]] virtual std::string called(Part part, const Name& name) const = 0;
};

}  // namespace stoppress::media
