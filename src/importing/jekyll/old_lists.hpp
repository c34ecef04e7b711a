// SPDX-License-Identifier: GPL-3.0-or-later
// The lists that a Jekyll site had, by its pages, its layouts and the plug-ins jekyll-archives and jekyll-paginate, and which list here
// has their stories.
// Thread: any; pure functions but for the reader that one changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "importing/values/value.hpp"

namespace stoppress::importing::jekyll {

class SiteReader;

/// A list here: its path, or whose it is, by a name as stories have it.
struct ListTarget {
    enum class Kind : std::uint8_t { path, section, topic, author };
    Kind kind = Kind::path;
    std::string name{};
};

/// The list here for a page at `place`; nothing: it is not known to be a list. `lists`: what the page goes through in a loop, if it does
/// ("posts", "tags", "categories", "authors").
[[nodiscard]] std::optional<ListTarget> target_of_list(const Value& values, std::string_view lists, std::string_view place);

/// Adds the lists that plug-ins made to `old_lists`, once all stories are known.
void add_made_lists(SiteReader& site);

}  // namespace stoppress::importing::jekyll
