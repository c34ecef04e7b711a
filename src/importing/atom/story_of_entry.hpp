// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a story of an entry: body, names, state and address.
// Flow:   AtomEntry, SiteIndex -> story_of_entry() -> Delivery
// Thread: any but a loop's, several at once.
#pragma once

#include "importing/atom/body/picture_folder.hpp"
#include "importing/atom/site_index.hpp"
#include "importing/files/delivery.hpp"
#include "importing/importing.hpp"

namespace stoppress::importing::atom {

/// An entry with its number among all posts and pages of the archive, from 1.
struct NumberedEntry {
    AtomEntry entry;
    std::uint64_t number = 0;
    std::string file;  ///< for reports
};

/// `pictures` nullptr: they stay at their addresses.
[[nodiscard]] BuiltStory story_of_entry(NumberedEntry numbered, const SiteIndex& index, const ImportOptions& options,
                                        const PictureFolder* pictures);

}  // namespace stoppress::importing::atom
