// SPDX-License-Identifier: GPL-3.0-or-later
// Parses a theme's TOML file and reports mistakes with file and line. Include it in few sources: toml++ is
// slow to compile.
// Thread: any; pure functions.
#pragma once

#include <fmt/core.h>

#include <string>

#include "base/result.hpp"
#include "base/text/control_characters.hpp"
#include "base/text/toml.hpp"
#include "render/theme/theme_files.hpp"

namespace stoppress::render {

/// "site/themes/ours/theme.toml:7"
[[nodiscard]] inline std::string place(const ThemeFile& file, const toml::source_region& region) {
    return fmt::format("{}:{}", file.origin, region.begin.line);
}

[[nodiscard]] inline base::Result<toml::table> parse_toml(const ThemeFile& file) {
    if (const auto line = base::line_of_control_character(file.bytes)) {
        return base::fail(base::ErrorCode::invalid, fmt::format("{}:{}: control characters are not allowed.", file.origin, *line));
    }
    try {
        return toml::parse(file.bytes, file.origin);
    } catch (const toml::parse_error& error) {
        return base::fail(base::ErrorCode::invalid, fmt::format("{}: {}.", place(file, error.source()), error.description()));
    }
}

}  // namespace stoppress::render
