// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a comment of an entry that is a reply.
// Flow:   AtomEntry, SiteIndex -> comment_of_entry() -> Target
// Thread: any but a loop's, several at once.
#pragma once

#include <string>

#include "importing/atom/site_index.hpp"
#include "importing/atom/story_of_entry.hpp"
#include "importing/target.hpp"

namespace stoppress::importing::atom {

struct CommentOfEntry {
    std::string story;  ///< its story's source (ImportedStory::source)
    BuiltComment comment;
};

/// `numbered`: with its number among all comments of the archive, from 1.
[[nodiscard]] CommentOfEntry comment_of_entry(NumberedEntry numbered, const SiteIndex& index);

}  // namespace stoppress::importing::atom
