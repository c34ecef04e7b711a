// SPDX-License-Identifier: GPL-3.0-or-later
// The description of the search for browsers (OpenSearch 1.1), by which they offer the site as a search engine.
// Thread: the snapshot's.
#pragma once

#include "reader/printing.hpp"

namespace stoppress::reader {

base::Result<press::RenderedPage> print_open_search(const Printing& printing);

}  // namespace stoppress::reader
