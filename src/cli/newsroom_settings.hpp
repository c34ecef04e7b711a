// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of a site with those that the newsroom has set and that take effect at a start, such as language and time zone.
// Flow:   stoppress.toml, environment, flags; store (setting) -> load_with_newsroom -> commands that work with stories
// Thread: the main thread.
#pragma once

#include "cli/command.hpp"
#include "settings/effective_settings.hpp"

namespace stoppress::cli {

/// What the newsroom has set. Fails with `not_found` if the site has no database yet, else as ReadPool::open() does.
[[nodiscard]] base::Result<settings::Kept> kept_settings(const settings::Settings& settings);

/// For a database of an older version: whether it is upgraded first, as the command will do anyway.
enum class Upgrade : std::uint8_t { first, never };

/// load_site(), and on top what the newsroom has set. If that cannot be read, without it: the command will say why when it opens
/// the database itself.
[[nodiscard]] base::Result<settings::Loaded> load_with_newsroom(const Context& context, Missing missing, Upgrade upgrade);

}  // namespace stoppress::cli
