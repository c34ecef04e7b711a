// SPDX-License-Identifier: GPL-3.0-or-later
// Converts page data to the values that templates see. Every name is always set, so that unknown names in templates can
// be refused. docs/themes.md lists the names.
// Flow:   pages.hpp -> page_values -> Template
// Thread: any; pure functions.
#pragma once

#include <span>
#include <string>

#include "render/pages.hpp"
#include "render/template/value.hpp"
#include "render/theme/description.hpp"
#include "render/theme/words.hpp"
#include "settings/settings.hpp"

namespace stoppress::render {

/// What page values depend on besides the page.
struct Surroundings {
    const settings::Settings::Site& site;
    const Words& words;
};

/// The values of every page, whatever its content: site, theme, options, assets and words.
[[nodiscard]] Value::Object common_values(const Surroundings& around, const Description& description, const std::string& assets);

[[nodiscard]] Value::Object story_values(const StoryPage& page, const Surroundings& around);
[[nodiscard]] Value::Object list_values(const ListPage& page, const Surroundings& around);
[[nodiscard]] Value::Object corrections_values(const CorrectionsPage& page, const Surroundings& around);
[[nodiscard]] Value::Object index_values(const IndexPage& page, const Surroundings& around);
[[nodiscard]] Value::Object search_values(const SearchPage& page, const Surroundings& around);
[[nodiscard]] Value::Object error_values(const ErrorPage& page, const Surroundings& around);
[[nodiscard]] Value::Object box_values(BoxKind kind, std::span<const story::Card> cards, story::Window window, const Surroundings& around);
[[nodiscard]] Value::Object breaking_values(const BreakingLine& line, const Surroundings& around);

/// The heading of a list: "Most viewed", the section's name, "March 2026".
[[nodiscard]] Value::Object entry_values(const Entry& entry, const std::string& rank, const Surroundings& around);
[[nodiscard]] std::string list_heading(const ListPage& page, const Surroundings& around);

/// "Past 7 days"
[[nodiscard]] const std::string& window_name(story::Window window, const Words& words);

}  // namespace stoppress::render
