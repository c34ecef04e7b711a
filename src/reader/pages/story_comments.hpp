// SPDX-License-Identifier: GPL-3.0-or-later
// The comments of an earlier site below a story.
// Flow:   store -> add_comments -> Theme
// Thread: the reading pool's.
#pragma once

#include "base/ids.hpp"
#include "base/result.hpp"
#include "reader/printing.hpp"
#include "render/pages.hpp"

namespace stoppress::reader {

/// Sets `comments` and `comment_count`. Pages that show the story have the tag of the story, which changes of comments have, too.
base::Result<void> add_comments(const Printing& printing, base::StoryId story, render::StoryPage& page);

}  // namespace stoppress::reader
