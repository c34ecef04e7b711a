// SPDX-License-Identifier: GPL-3.0-or-later
// Settings from their three sources: flag over environment over stoppress.toml.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "settings/settings.hpp"

namespace stoppress::settings {

/// What Origin::from says where nobody set anything.
inline constexpr const char* kDefault = "default";

/// Where a setting's value came from, for `stoppress config`.
struct Origin {
    std::string key;    ///< "boxes.most_viewed.window"
    std::string value;  ///< as TOML
    std::string from;   ///< "default", "stoppress.toml:12", "environment STOPPRESS_…", "--listen"
};

struct Loaded {
    Settings settings;
    std::vector<Origin> origins;  ///< every setting, in the order of the file
};

/// The variables whose names start with STOPPRESS_. One that starts like a setting's (STOPPRESS_VIEWS_…) but is none is an error;
/// others (STOPPRESS_BINARY of the tests) are left alone.
using Environment = std::map<std::string, std::string>;

/// Reads the settings of the site in `folder`. `flags`: key -> value as text. An unknown or ill-typed setting, an unreadable file,
/// or a folder that is not a site (not empty and without stoppress.toml) is an `invalid` error that names file, line and key.
[[nodiscard]] base::Result<Loaded> load(const std::filesystem::path& folder, const Environment& environment,
                                        const std::map<std::string, std::string>& flags);

/// What is wrong with `text` as the value of setting `key`, as it would come from a flag; nothing where it is right.
[[nodiscard]] std::optional<std::string> wrong_with(const std::string& key, const std::string& text);

/// Makes `folder` a site where it is missing or empty: writes a commented stoppress.toml. Leaves an existing site alone; refuses
/// (invalid) a folder that holds something else.
[[nodiscard]] base::Result<void> create_site(const std::filesystem::path& folder);

}  // namespace stoppress::settings
