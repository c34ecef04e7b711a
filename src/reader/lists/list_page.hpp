// SPDX-License-Identifier: GPL-3.0-or-later
// A list as a page: front, latest, most viewed, section, topic, author, month.
// Thread: the reading pool's.
#pragma once

#include <span>

#include "reader/printing.hpp"
#include "store/front/records.hpp"

namespace stoppress::reader {

base::Result<press::RenderedPage> print_list(const Printing& printing, const Route& route);

/// The front page with these entries instead of the published ones, marked as a preview.
base::Result<press::RenderedPage> print_front_preview(const Printing& printing, std::span<const store::FrontEntry> entries);

}  // namespace stoppress::reader
