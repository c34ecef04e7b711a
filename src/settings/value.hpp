// SPDX-License-Identifier: GPL-3.0-or-later
// One setting's value on its way into struct Settings: as it was found, checked by the table's rules, and written back.
// Thread: any; no I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "settings/table.hpp"

namespace stoppress::settings {

/// A setting's value as it was found, before it is checked.
struct Found {
    enum class Shape : std::uint8_t { text, number, texts, other };
    Shape shape = Shape::other;
    std::string text;
    std::int64_t number = 0;
    std::vector<std::string> texts;
    std::string shown;  ///< for messages
};

/// Nothing where there is no setting of that key. Constant.
[[nodiscard]] const Setting* find_setting(std::string_view key);

/// Environment and flags carry text only: a number is read from it, a list is split at commas.
[[nodiscard]] Found found_in_text(const Setting& setting, const std::string& text);

/// The same of what stored_text() gave: a list has an item on each line.
[[nodiscard]] Found found_in_store(const Setting& setting, const std::string& text);

/// The setting's value in `settings` as it is kept in the database.
[[nodiscard]] std::string stored_text(const Setting& setting, const Settings& settings);

/// Sets the value, or says what would have been right.
[[nodiscard]] std::optional<std::string> set(const Setting& setting, Settings& settings, Found found);

/// The value as TOML for people to read: without what is secret in it, as a database's password.
[[nodiscard]] std::string shown_value(const Setting& setting, const Settings& settings);

/// "postgresql://user:…@host/name"
[[nodiscard]] std::string without_password(std::string_view url);

/// `text` for a message: its beginning where it is long.
[[nodiscard]] std::string cut(std::string text);

}  // namespace stoppress::settings
