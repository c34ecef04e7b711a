// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures in a folder:
//     FOLDER/HASH.EXT              files that readers get
//     FOLDER/originals/HASH.EXT    originals; kept, never served
//     FOLDER/incoming/             files being written; meaningless after a restart
// The site's own folder is created when it is first needed. A folder shared by several nodes must already exist, so
// that a disk that is not mounted is not mistaken for a site without pictures; other nodes may be writing to it.
// Flow:   Library -> FolderStorage -> files
// Thread: any but a loop's.
#pragma once

#include <filesystem>

#include "media/storage/storage.hpp"

namespace stoppress::media {

class FolderStorage final : public Storage {
public:
    enum class Kind : std::uint8_t { own, shared };

    FolderStorage(std::filesystem::path folder, Kind kind) : folder_(std::move(folder)), kind_(kind) {}

    base::Result<void> write(Part part, const Name& name, std::string_view bytes) const override;
    [[nodiscard]] bool holds(Part part, const Name& name) const override;
    [[nodiscard]] base::Result<std::string> read(Part part, const Name& name, std::size_t limit) const override;
    [[nodiscard]] base::Result<std::uint64_t> size(Part part, const Name& name) const override;
    [[nodiscard]] base::Result<std::string> read_piece(Part part, const Name& name, std::uint64_t first, std::size_t length) const override;
    base::Result<void> remove(Part part, const Name& name) const override;
    [[nodiscard]] base::Result<std::vector<StoredFile>> list() const override;
    [[nodiscard]] bool notices_damage() const override { return false; }
    void tidy() const override;
    [[nodiscard]] std::filesystem::path folder() const override { return kind_ == Kind::own ? folder_ : std::filesystem::path(); }
    [[nodiscard]] std::string called(Part part, const Name& name) const override;

private:
    [[nodiscard]] std::filesystem::path path_of(Part part, const Name& name) const;
    [[nodiscard]] base::Result<void> check_mounted() const;

    std::filesystem::path folder_;
    Kind kind_;
};

}  // namespace stoppress::media
