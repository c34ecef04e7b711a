// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses in a site of files, which cannot tell them apart by their query, and the files that a web server looks for.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reader/route.hpp"

namespace stoppress::exporting {

/// What a path with query ("/topics/water?page=2") asks for; nothing if it is not an address of readers' pages. A fragment is left out.
[[nodiscard]] std::optional<reader::Route> route_at(std::string_view address, story::Window default_window);

/// "/latest?page=2" is at "/latest/page/2", "/most-viewed?window=day" at "/most-viewed/day", everything else where it always is.
[[nodiscard]] std::string static_address(const reader::Route& route, story::Window default_window);

/// The address to write in a link instead, with its fragment; nothing if it may stay.
[[nodiscard]] std::optional<std::string> static_link(std::string_view address, story::Window default_window);

/// The file for an address, relative to the folder of the site: "/2026/03/bridge" is "2026/03/bridge.html", "/about/" is
/// "about/index.html". `is_page`: HTML; other files have their address as name. Nothing if no file can have that name.
[[nodiscard]] std::optional<std::string> file_at(std::string_view address, bool is_page);

}  // namespace stoppress::exporting
