// SPDX-License-Identifier: GPL-3.0-or-later
// The page at an address that is not a list: a story, a page, a redirect, or a message that there is
// nothing (any more).
// Thread: the reading pool's.
#pragma once

#include "reader/printing.hpp"
#include "store/stories/records.hpp"

namespace stoppress::reader {

/// What a preview is of: a story that readers do not have in this form, or a theme, shown with a published story.
enum class Preview : std::uint8_t { of_story, of_theme };

/// The page of a story as readers would get it, except that views are not counted. A preview of a story says that it is
/// not published.
base::Result<press::RenderedPage> print_preview(const Printing& printing, store::PublishedStory story, Preview preview);

/// The page at an address. `path` is decoded, and may end in "?p=N".
base::Result<press::RenderedPage> print_address(const Printing& printing, const std::string& path);

}  // namespace stoppress::reader
