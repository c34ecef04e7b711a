// SPDX-License-Identifier: GPL-3.0-or-later
// The languages that the newsroom offers for a story. A story may also have any other language with a valid tag.
// Thread: any; the list is made once and never changes.
#pragma once

#include <string>
#include <vector>

namespace stoppress::newsroom {

/// Tags of all languages that ICU has data for, sorted: "az", "ckb", "fa". A script is named where a language is written
/// in several ("sr-Latn"), and a region where the language has a name of its own there ("fa-AF": Dari).
[[nodiscard]] const std::vector<std::string>& offered_languages();

}  // namespace stoppress::newsroom
