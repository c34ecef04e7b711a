// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that list other lists: the archive's months, the sections, topics and authors; and the sitemap of all lists.
// Thread: the reading pool's.
#pragma once

#include "reader/printing.hpp"

namespace stoppress::reader {

base::Result<press::RenderedPage> print_index(const Printing& printing, const Route& route);

/// The paths of all these pages and of the lists in them, for sitemaps: at most `limit`.
base::Result<std::vector<std::string>> list_paths(const Printing& printing, std::int64_t limit);

}  // namespace stoppress::reader
