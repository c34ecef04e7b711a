// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the file for a picture's old address in a folder whose names are not quite those of the addresses: Google Takeout changes some
// characters, and adds "(1)" where two pictures have one name.
// Flow:   address in an entry -> PictureFolder -> FolderMedia
// Thread: any; immutable, but for what FolderMedia guards.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "importing/files/folder_media.hpp"

namespace stoppress::importing::atom {

class PictureFolder {
public:
    /// `media` must outlive it. Fails if the folder cannot be read, or has more than kMaxFiles files.
    [[nodiscard]] static base::Result<std::unique_ptr<PictureFolder>> open(const std::filesystem::path& folder, FolderMedia& media);
    PictureFolder(std::filesystem::path folder, FolderMedia& media) : folder_(std::move(folder)), media_(media) {}

    enum class Match : std::uint8_t { none, several, one };
    struct Found {
        Match match = Match::none;
        std::shared_ptr<const FolderMedium> medium;  ///< if one
    };
    /// The file of the address's name; of several the one whose folders agree best, if it is one.
    [[nodiscard]] Found find(std::string_view address) const;

    /// The name by which a file and an address are compared.
    [[nodiscard]] static std::string key_of_name(std::string_view name);

private:
    void add(std::string place);

    std::filesystem::path folder_;
    FolderMedia& media_;
    std::vector<std::string> places_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
};

}  // namespace stoppress::importing::atom
