// SPDX-License-Identifier: GPL-3.0-or-later
// What nginx and Caddy need to serve the files as this program serves the site: at the same addresses, with the same redirects.
// Thread: any; pure functions.
#pragma once

#include <set>
#include <string>

#include "exporting/static_site/leading_on.hpp"

namespace stoppress::exporting {

struct ServedSite {
    std::string url;     ///< "https://news.example"
    std::string folder;  ///< absolute
    std::set<std::string> player_origins;
    std::string icon;  ///< an address for /favicon.ico; empty: none
    const LeadingOn& leading_on;
};

/// A file to include in nginx's `http`. Its maps do not tell letters of a to z in either case apart, so addresses that differ in nothing
/// else get a place of their own. Names in it are made of the host, so that several such files can be included.
[[nodiscard]] std::string nginx_file(const ServedSite& site);

/// A Caddyfile.
[[nodiscard]] std::string caddy_file(const ServedSite& site);

}  // namespace stoppress::exporting
