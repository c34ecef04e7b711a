// SPDX-License-Identifier: GPL-3.0-or-later
// The id by which feeds name a story: readers' programs take a story whose id changes for a new one, so it is made once and kept.
// Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace stoppress::story {

/// The host of a site's address, without a port.
[[nodiscard]] std::string_view host_of(std::string_view site_url);

/// A tag (RFC 4151) of the site's host and the day of publication, in UTC: "tag:example.org,2026-03-01:story/7".
[[nodiscard]] std::string feed_id(std::string_view site_url, base::Time published_at, base::StoryId id);

/// The same tag as of another day; an id that is no tag as it is. Corrections are named by the tag of their story and their own day.
[[nodiscard]] std::string feed_id_as_of(std::string feed_id, base::Time day);

/// Whether every feed format can hold `text` as an id: an absolute IRI, as Atom (RFC 4287) wants, of at most 500 bytes.
[[nodiscard]] bool is_feed_id(std::string_view text);

}  // namespace stoppress::story
