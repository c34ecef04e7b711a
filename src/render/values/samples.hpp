// SPDX-License-Identifier: GPL-3.0-or-later
// Sample pages with everything that a page can have: a theme is rendered with them when it is loaded, and they define
// the names that templates may use.
// Flow:   samples -> Theme::load
// Thread: any; pure functions.
#pragma once

#include "render/pages.hpp"

namespace stoppress::render {

[[nodiscard]] BreakingLine sample_line();
[[nodiscard]] StoryPage sample_story();
[[nodiscard]] ListPage sample_list(ListKind kind);
[[nodiscard]] CorrectionsPage sample_corrections();
[[nodiscard]] IndexPage sample_index(IndexKind kind);
[[nodiscard]] SearchPage sample_search();
[[nodiscard]] ErrorPage sample_error(ErrorKind kind);
/// Two stories in two languages.
[[nodiscard]] std::vector<story::Card> sample_cards();

}  // namespace stoppress::render
