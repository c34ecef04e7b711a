// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the settings.csv that lies beside a feed. Where there is one that does not say who could read the blog, nobody may take the blog
// for a public one.
// Flow:   folder -> SettingsFiles -> AtomFile
// Thread: one at a time; it reads the disk.
#pragma once

#include <filesystem>
#include <map>

#include "importing/atom/feed/blog_settings.hpp"

namespace stoppress::importing::atom {

struct FoundSettings {
    BlogSettings settings;
    bool any = false;      ///< there is such a file
    bool unclear = false;  ///< one cannot be read, or does not say who could read the blog

    /// Adds those of another file: of two modes the one with fewer readers counts.
    void add(const FoundSettings& other);
};

class SettingsFiles {
public:
    /// What the files of that name in a folder say, in small letters or capitals. Nothing if there is no such folder. The reference stays
    /// valid.
    const FoundSettings& in(const std::filesystem::path& folder);

private:
    std::map<std::filesystem::path, FoundSettings> known_;
};

/// Whether a file has that name.
[[nodiscard]] bool is_settings_name(std::string_view name);

}  // namespace stoppress::importing::atom
