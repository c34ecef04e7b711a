// SPDX-License-Identifier: GPL-3.0-or-later
// Whether there may be content at an address, decided from the state alone: if not, nothing is read to say so.
// Flow:   request -> Route -> address_check -> the page that says that there is nothing, or the press
// Thread: any; pure functions.
#pragma once

#include "edition/live_addresses.hpp"
#include "reader/route.hpp"
#include "settings/settings.hpp"

namespace stoppress::reader {

/// The stored form of the path of a story or redirect: percent-encoded as in links, except for the query of
/// a plain permalink.
[[nodiscard]] std::string stored_form(const std::string& path);

/// False only if printing the page would find nothing either. True for everything that only reading can
/// tell: corrections, the news sitemap, a page of a list with a number that the site may have, names used
/// only by unpublished stories.
[[nodiscard]] bool may_exist(const Route& route, const edition::LiveAddresses& live, const settings::Settings& settings);

}  // namespace stoppress::reader
