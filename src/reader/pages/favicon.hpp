// SPDX-License-Identifier: GPL-3.0-or-later
// The address that browsers and crawlers ask for without having read a page: /favicon.ico.
// Thread: the reading pool's.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "press/press.hpp"
#include "reader/printing.hpp"

namespace stoppress::reader {

inline constexpr std::string_view kFavicon = "/favicon.ico";

/// Leads to the icon that pages name: the site's, else the theme's. 404 if there is neither.
base::Result<press::RenderedPage> print_favicon(const Printing& printing);

}  // namespace stoppress::reader
