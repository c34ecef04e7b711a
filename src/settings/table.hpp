// SPDX-License-Identifier: GPL-3.0-or-later
// The table of settings: key, type, limits and help. Loading, `stoppress config`, the commented stoppress.toml and
// docs/settings.md are all made from it; defaults are those of struct Settings.
// Thread: any; constants and pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "settings/checks.hpp"
#include "settings/settings.hpp"

namespace stoppress::settings {

struct Text {
    std::string& (*at)(Settings&);
    Check check;
};

struct Number {
    std::int64_t& (*at)(Settings&);
    std::int64_t least;
    std::int64_t most;
};

/// One of a few fixed words.
struct Choice {
    void (*set)(Settings&, std::string_view word);
    std::string_view (*get)(const Settings&);
    std::span<const std::string_view> words;
};

struct List {
    std::vector<std::string>& (*at)(Settings&);
    Check check;  ///< for each item
    std::string_view of;
};

struct Setting {
    std::string_view key;  ///< "boxes.most_viewed.window"
    std::variant<Text, Number, Choice, List> value;
    std::string_view help;  ///< sentences, in Markdown; wrapped when printed
    bool secret = false;    ///< its value is never shown
    bool live = false;      ///< the newsroom can set it, and a change takes effect at once
    bool at_start = false;  ///< the newsroom can set it, and a change takes effect at the next start

    [[nodiscard]] bool settable() const { return live || at_start; }
};

/// All settings, tables together, in the order of stoppress.toml.
[[nodiscard]] std::span<const Setting> table();

/// The name of the environment variable: "STOPPRESS_BOXES_MOST_VIEWED_WINDOW".
[[nodiscard]] std::string environment_name(std::string_view key);

/// The setting's value in `settings`, as TOML.
[[nodiscard]] std::string toml_value(const Setting& setting, const Settings& settings);

/// Describes the valid values: "a whole number from 0 to 1440".
[[nodiscard]] std::string type_of(const Setting& setting);

/// `text` in double quotes, escaped as in TOML.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace stoppress::settings
