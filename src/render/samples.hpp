// SPDX-License-Identifier: GPL-3.0-or-later
// Pages with everything in them that a page can have: what a theme is tried on when it is loaded, and what templates may name.
// Flow: samples -> Theme::load
// Pure functions; any thread.
#pragma once

#include "render/pages.hpp"

namespace stoppress::render {

[[nodiscard]] StoryPage sample_story();
[[nodiscard]] ListPage sample_list(ListKind kind);
[[nodiscard]] CorrectionsPage sample_corrections();
[[nodiscard]] IndexPage sample_index(IndexKind kind);
[[nodiscard]] ErrorPage sample_error(ErrorKind kind);
/// Two stories in two languages.
[[nodiscard]] std::vector<story::Card> sample_cards();

}  // namespace stoppress::render
