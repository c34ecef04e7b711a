// SPDX-License-Identifier: GPL-3.0-or-later
// The page at an address that is not a list: a story, a page, a redirect, or a message that there is
// nothing (any more).
// Thread: the reading pool's.
#pragma once

#include "reader/printing.hpp"
#include "store/stories/records.hpp"

namespace stoppress::reader {

/// The page of a story that readers may not see yet, as they would get it, except that views are not counted.
base::Result<press::Printed> print_preview(const Printing& printing, store::PublishedStory story);

/// The page at an address. `path` is decoded, and may end in "?p=N".
base::Result<press::Printed> print_address(const Printing& printing, const std::string& path);

}  // namespace stoppress::reader
