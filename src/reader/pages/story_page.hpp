// SPDX-License-Identifier: GPL-3.0-or-later
// What stands at an address that is no list: a story, a page, a redirect to one, or word that there is nothing (any more).
#pragma once

#include "reader/printing.hpp"

namespace stoppress::reader {

/// `path` is decoded, and may end in "?p=N".
/// The page of a story that readers may not see yet, as they would get it but for the counting of views.
base::Result<press::Printed> print_preview(const Printing& printing, store::PublishedStory story);

/// What stands at an address.
base::Result<press::Printed> print_address(const Printing& printing, const std::string& path);

}  // namespace stoppress::reader
