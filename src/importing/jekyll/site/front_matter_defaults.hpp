// SPDX-License-Identifier: GPL-3.0-or-later
// The values that a Jekyll site's configuration gives to all files of a scope (`defaults`).
// Thread: any; a pure function.
#pragma once

#include <string_view>

#include "importing/jekyll/site/site_config.hpp"

namespace stoppress::importing::jekyll {

/// The values for a file of that type ("posts", "pages" or a collection's label). `file`: relative to the site; `place`: the same without the
/// folder that all collections are in. A set with a longer path, or with a type, takes precedence.
[[nodiscard]] Value defaults_for(const SiteConfig& config, std::string_view file, std::string_view place, std::string_view type);

/// Whether a glob matches `path` or a folder that it is in: '*' stands for anything but '/', '**/' also for folders, '?' for one character.
[[nodiscard]] bool begins_as_glob(std::string_view glob, std::string_view path);

}  // namespace stoppress::importing::jekyll
