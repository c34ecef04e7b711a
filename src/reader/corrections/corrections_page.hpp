// SPDX-License-Identifier: GPL-3.0-or-later
// Every correction of the site, as a page and as feeds.
#pragma once

#include "reader/printing.hpp"

namespace stoppress::reader {

base::Result<press::Printed> print_corrections(const Printing& printing, const Route& route);

}  // namespace stoppress::reader
