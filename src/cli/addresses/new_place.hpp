// SPDX-License-Identifier: GPL-3.0-or-later
// Where the content of an old address that leads to nothing is now, if that can be told from the address.
// Flow:   old path -> new_places() -> asked one after the other -> redirect
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stoppress::cli {

/// Other spellings of the address, lists and feeds by the names that other systems give them; the most likely first. Each is a path to ask for.
[[nodiscard]] std::vector<std::string> new_places(std::string_view path);

/// The slug that a story of the address would have: its last part, without extension and without a date before it. Empty if it says too
/// little to find one story by it ("news", "2019").
[[nodiscard]] std::string slug_in(std::string_view path);

}  // namespace stoppress::cli
