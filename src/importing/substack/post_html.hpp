// SPDX-License-Identifier: GPL-3.0-or-later
// The HTML of a Substack post without what works only there: forms for subscribing, buttons of its programs, polls, comments.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stoppress::importing::substack {

/// Adds what was left out to `notes`, each kind once.
[[nodiscard]] std::string shown_html(std::string_view html, std::vector<std::string>& notes);

/// The address of the picture itself for that of one of its sizes ("https://substackcdn.com/image/fetch/…/https%3A%2F%2F…"); others
/// unchanged.
[[nodiscard]] std::string whole_picture(std::string_view address);

}  // namespace stoppress::importing::substack
