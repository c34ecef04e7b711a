// SPDX-License-Identifier: GPL-3.0-or-later
// The content of theme.toml: the theme's name, colours and options.
// Flow:   ThemeFiles -> Description -> every page
// Thread: any; plain data and a pure function.
#pragma once

#include <map>
#include <string>
#include <variant>

#include "base/result.hpp"
#include "render/theme/theme_files.hpp"

namespace stoppress::render {

struct Description {
    std::string name;
    std::string color_light;
    std::string color_dark;
    std::map<std::string, std::variant<bool, std::string>> options;
};

/// Reads theme.toml; the site's overrides the built-in one key by key. Fails with `invalid`, naming file, line and key.
[[nodiscard]] base::Result<Description> read_description(const ThemeFiles& files);

}  // namespace stoppress::render
