// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all corrections of the site, as a page and as feeds.
// Thread: the reading pool's.
#pragma once

#include "reader/printing.hpp"

namespace stoppress::reader {

base::Result<press::RenderedPage> print_corrections(const Printing& printing, const Route& route);

}  // namespace stoppress::reader
