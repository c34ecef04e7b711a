// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the configuration files of a Hugo site and merges them as `hugo` does when it builds a site for its readers.
// Flow:   hugo.toml or config.*, config/_default/*, config/production/* -> Value -> SiteConfig
// Thread: any but a loop's; reads files.
#pragma once

#include <filesystem>
#include <optional>

#include "base/result.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::hugo {

/// All of it as one map; nothing if the folder has no configuration. Later files override earlier ones, key by key: hugo.toml, then
/// each file of config/_default in the order of their paths, then those of config/production. A file there adds to the key that its
/// name says: "permalinks.toml" to permalinks, "languages.fa.toml" and "params.fa.toml" to the language fa.
/// Measured with Hugo 0.111.3. Fails if a file cannot be read, because wrong permalinks would make every address wrong.
[[nodiscard]] base::Result<std::optional<Value>> read_configuration(const std::filesystem::path& folder);

}  // namespace stoppress::importing::hugo
