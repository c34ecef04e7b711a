// SPDX-License-Identifier: GPL-3.0-or-later
// Whether something may stand at an address, told from the front alone: where it cannot, nothing is read to say so.
// Flow:   request -> Route -> standing -> the page that says that there is nothing, or the press
// Thread: pure functions; any thread.
#pragma once

#include "edition/live_addresses.hpp"
#include "reader/route.hpp"
#include "settings/settings.hpp"

namespace stoppress::reader {

/// The path of a story or redirect as it is stored: percent-encoded as in links, but for the query of a plain permalink.
[[nodiscard]] std::string stored_form(const std::string& path);

/// False only where printing the page would find nothing either. What only reading can tell may stand: corrections, the news sitemap,
/// a page of a list that is no longer than the site, names that only unpublished stories have.
[[nodiscard]] bool may_stand(const Route& route, const edition::LiveAddresses& live, const settings::Settings& settings);

}  // namespace stoppress::reader
