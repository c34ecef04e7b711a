// SPDX-License-Identifier: GPL-3.0-or-later
// One setting's value: as found in a source, checked by the table's rules and set, and written back.
// Thread: any; pure functions, no I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "settings/table.hpp"

namespace stoppress::settings {

/// A setting's value as found, before it is checked.
struct Found {
    enum class Shape : std::uint8_t { text, number, texts, other };
    Shape shape = Shape::other;
    std::string text;
    std::int64_t number = 0;
    std::vector<std::string> texts;
    std::string shown;  ///< for messages
};

/// The setting with that key, or nullptr. Points into the constant table.
[[nodiscard]] const Setting* find_setting(std::string_view key);

/// Reads a value from an environment variable or a flag, which are text: a number is parsed, a list is split at commas.
[[nodiscard]] Found found_in_text(const Setting& setting, const std::string& text);

/// Reads a value from what stored_text() wrote: a list has an item on each line.
[[nodiscard]] Found found_in_store(const Setting& setting, const std::string& text);

/// The setting's value in `settings` as the database stores it.
[[nodiscard]] std::string stored_text(const Setting& setting, const Settings& settings);

/// Sets the value, or returns what a valid value would be.
[[nodiscard]] std::optional<std::string> set(const Setting& setting, Settings& settings, Found found);

/// The value as TOML for people to read, without secrets such as a database's password.
[[nodiscard]] std::string shown_value(const Setting& setting, const Settings& settings);

/// Replaces the password of a URL: "postgresql://user:…@host/name".
[[nodiscard]] std::string without_password(std::string_view url);

/// `text` for a message, shortened if it is long.
[[nodiscard]] std::string cut(std::string text);

}  // namespace stoppress::settings
