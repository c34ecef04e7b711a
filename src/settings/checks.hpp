// SPDX-License-Identifier: GPL-3.0-or-later
// Checks whether a text is a valid value of a setting: an address, a network, a language, a time zone, a file
// of the site.
// Thread: any; pure functions, no I/O.
#pragma once

#include <optional>
#include <string>

namespace stoppress::settings {

/// Returns what a valid value would be ("must be …"), or nothing if `value` is valid. May replace `value` by its
/// canonical form.
using Check = std::optional<std::string> (*)(std::string& value);

std::optional<std::string> check_text(std::string& value);
std::optional<std::string> check_title(std::string& value);
/// http or https, a host, optionally a port, and nothing after it. A trailing slash is removed.
std::optional<std::string> check_site_url(std::string& value);
std::optional<std::string> check_language(std::string& value);
std::optional<std::string> check_time_zone(std::string& value);
/// The name of a folder, not a path.
std::optional<std::string> check_theme(std::string& value);
/// Empty, or the address of a picture of the media library: "/media/HASH.EXT".
std::optional<std::string> check_picture(std::string& value);
/// Empty, or "#" and six hexadecimal digits, which become lower case.
std::optional<std::string> check_color(std::string& value);
std::optional<std::string> check_database_url(std::string& value);
std::optional<std::string> check_credentials_url(std::string& value);
/// A folder, absolute or relative to the site's folder, or "s3://BUCKET/PREFIX". A trailing slash is removed.
std::optional<std::string> check_media_store(std::string& value);
/// Empty, or of the same form as a site's URL.
std::optional<std::string> check_s3_endpoint(std::string& value);
std::optional<std::string> check_s3_region(std::string& value);
/// Visible characters without spaces, or empty.
std::optional<std::string> check_s3_key(std::string& value);
/// HOST:PORT with an IP address or localhost.
std::optional<std::string> check_listen(std::string& value);
std::optional<std::string> check_host(std::string& value);
/// HOST:PORT, in lower case.
std::optional<std::string> check_private_host(std::string& value);
/// An IP address, or a network as ADDRESS/BITS.
std::optional<std::string> check_network(std::string& value);
/// A line of robots.txt: a known directive with its value, a comment, or nothing.
std::optional<std::string> check_robots_line(std::string& value);
/// Empty, or a relative path that stays inside the site's folder.
std::optional<std::string> check_file_inside(std::string& value);

}  // namespace stoppress::settings
