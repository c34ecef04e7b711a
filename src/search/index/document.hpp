// SPDX-License-Identifier: GPL-3.0-or-later
// A story as a document of Xapian.
// Thread: any; a pure function.
#pragma once

#include <cstdint>

#include <xapian.h>

#include "search/index/entry.hpp"

namespace stoppress::search {

/// Whether the document can be left out of a search by its story's number (IndexSnapshot::find, `outdated`).
enum class Named : std::uint8_t { yes, no };

/// Words of the headline count six times as much as those of the body, of the standfirst three times, names four times.
[[nodiscard]] Xapian::Document document_of(const Entry& entry, Named named);

}  // namespace stoppress::search
