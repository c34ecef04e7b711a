// SPDX-License-Identifier: GPL-3.0-or-later
// Loads settings from their three sources: flags override the environment, which overrides stoppress.toml.
// Thread: any but a loop's; load() and create_site() read and write files.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "settings/settings.hpp"

namespace stoppress::settings {

/// Origin::from of a setting that nobody set.
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

/// The environment variables whose names start with STOPPRESS_. One that starts like a setting's (STOPPRESS_VIEWS_…)
/// but is none is an error; others (STOPPRESS_BINARY of the tests) are ignored.
using Environment = std::map<std::string, std::string>;

/// Loads the settings of the site in `folder`. `flags`: key -> value as text. Fails with `invalid`, naming file, line
/// and key, for an unknown setting, a wrong type, an unreadable file, or a folder that is not a site (not empty and
/// without stoppress.toml).
[[nodiscard]] base::Result<Loaded> load(const std::filesystem::path& folder, const Environment& environment,
                                        const std::map<std::string, std::string>& flags);

/// What is wrong with `text` as the value of setting `key`, read as a flag's value; nothing if it is valid.
[[nodiscard]] std::optional<std::string> wrong_with(const std::string& key, const std::string& text);

/// Makes `folder` a site if it is missing or empty: writes a commented stoppress.toml. Leaves an existing site
/// unchanged. Fails with `invalid` if the folder has other content.
[[nodiscard]] base::Result<void> create_site(const std::filesystem::path& folder);

}  // namespace stoppress::settings
