// SPDX-License-Identifier: GPL-3.0-or-later
// Where a site's pictures are kept: what a Library needs of a folder, of an S3-compatible store, or of whatever comes next.
// A file appears under its name when it is whole and durable, and never changes.
// Flow:   Library -> Storage -> disk or network
// Thread: any but a loop's; all of it waits.
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

/// One file that is kept.
struct StoredFile {
    Part part = Part::rendition;
    Name name;
    std::uint64_t size = 0;

    /// "HASH.EXT" or "originals/HASH.EXT": its path below wherever they are kept, and below `media/` in a backup.
    [[nodiscard]] std::string path() const;
    /// Reads what path() wrote, and nothing else.
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

    /// Durable when it returns. `unavailable` where there is no room or no answer, `io` where it fails.
    virtual base::Result<void> write(Part part, const Name& name, std::string_view bytes) const = 0;
    /// Whether it is there, as far as can be said.
    [[nodiscard]] virtual bool holds(Part part, const Name& name) const = 0;
    /// `not_found`, `too_large` beyond `limit`, `unavailable` where the storage itself is away.
    [[nodiscard]] virtual base::Result<std::string> read(Part part, const Name& name, std::size_t limit) const = 0;
    /// Durably. Nothing where it is not there.
    virtual base::Result<void> remove(Part part, const Name& name) const = 0;
    /// Everything that is kept, in no order.
    [[nodiscard]] virtual base::Result<std::vector<StoredFile>> list() const = 0;
    /// Removes what was left half written.
    virtual void tidy() const = 0;
    /// The folder of the site's own in which they lie; empty where they are elsewhere.
    [[nodiscard]] virtual std::filesystem::path folder() const { return {}; }
    /// What a person would call the file: a path, an address.
    [[nodiscard]] virtual std::string called(Part part, const Name& name) const = 0;
};

}  // namespace stoppress::media
