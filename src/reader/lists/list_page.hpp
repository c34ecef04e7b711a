// SPDX-License-Identifier: GPL-3.0-or-later
// A list as a page: front, latest, most viewed, section, topic, author, month.
// Thread: the reading pool's.
#pragma once

#include "reader/printing.hpp"

namespace stoppress::reader {

base::Result<press::Printed> print_list(const Printing& printing, const Route& route);

}  // namespace stoppress::reader
