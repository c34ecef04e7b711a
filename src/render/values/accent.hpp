// SPDX-License-Identifier: GPL-3.0-or-later
// The accent colour that the newsroom chose for the default theme, as a style sheet of its own: pages allow no inline style.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "settings/settings.hpp"

namespace stoppress::render {

/// The contrast of two colours ("#97191d") by WCAG 2: 1 to 21.
[[nodiscard]] double contrast(std::string_view one, std::string_view other);

/// The colour, made as much lighter as text on the default theme's dark pages needs (WCAG AA, 4.5:1).
[[nodiscard]] std::string readable_on_dark(std::string_view color);

struct AccentSheet {
    std::string name;  ///< "accent-97191d-ff8f85.css": the content follows from it
    std::string css;
};

/// Nothing if no accent is chosen. Colours as settings::check_color() leaves them.
[[nodiscard]] std::optional<AccentSheet> accent_sheet(const settings::Settings::Site& site);

/// The style sheet at "/assets/HASH/accent-97191d-ff8f85.css", whichever theme the hash is of: pages that were sent before the colour was
/// changed still find theirs. Nothing for any other path.
[[nodiscard]] std::optional<AccentSheet> accent_sheet_at(std::string_view path);

}  // namespace stoppress::render
