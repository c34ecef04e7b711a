// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/theme/description.hpp"

#include <algorithm>

#include "render/theme/toml_file.hpp"

namespace stoppress::render {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

bool is_colour(std::string_view text) {
    return (text.size() == 4 || text.size() == 7) && text.starts_with('#') &&
           text.substr(1).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool is_option_name(std::string_view text) {
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

Result<void> read_colours(const ThemeFile& file, const toml::table& colours, Description& description) {
    for (const auto& [key, node] : colours) {
        const auto value = node.value<std::string>();
        if ((key != "light" && key != "dark") || !value || !is_colour(*value)) {
            return fail(ErrorCode::invalid, fmt::format("{}: colors.{}: light and dark must be colours such as \"#97191d\".",
                                                        place(file, node.source()), std::string(key.str())));
        }
        (key == "light" ? description.color_light : description.color_dark) = *value;
    }
    return {};
}

Result<void> read_options(const ThemeFile& file, const toml::table& options, Description& description) {
    for (const auto& [key, node] : options) {
        const std::string name{key.str()};
        if (!is_option_name(name) || !(node.is_string() || node.is_boolean())) {
            return fail(ErrorCode::invalid,
                        fmt::format("{}: options.{}: an option must be a string, true or false; its name must consist of a-z, 0-9 and '_'.",
                                    place(file, node.source()), name));
        }
        if (node.is_boolean()) {
            description.options.insert_or_assign(name, node.value_or(false));
        } else {
            description.options.insert_or_assign(name, node.value_or(std::string{}));
        }
    }
    return {};
}

Result<void> read_layer(const ThemeFile& file, Description& description) {
    TRY(const toml::table table, parse_toml(file));
    for (const auto& [key, node] : table) {
        const std::string name{key.str()};
        const bool is_table = name == "colors" || name == "options";
        const bool is_text = name == "name" || name == "description" || name == "version" || name == "author" || name == "license";
        if ((!is_table && !is_text) || (is_table && !node.is_table()) || (is_text && !node.is_string())) {
            return fail(ErrorCode::invalid, fmt::format("{}: unknown key '{}'. theme.toml has the strings name, description, version, "
                                                        "author and license, and the tables [colors] and [options].",
                                                        place(file, node.source()), name));
        }
        if (name == "name") {
            description.name = node.value_or(std::string{});
        } else if (name == "colors") {
            TRY_VOID(read_colours(file, *node.as_table(), description));
        } else if (name == "options") {
            TRY_VOID(read_options(file, *node.as_table(), description));
        }
    }
    return {};
}

}  // namespace

Result<Description> read_description(const ThemeFiles& files) {
    Description description;
    if (const auto found = files.find("theme.toml"); found != files.end()) {
        for (const ThemeFile& layer : found->second) {
            TRY_VOID(read_layer(layer, description));
        }
    }
    return description;
}

}  // namespace stoppress::render
