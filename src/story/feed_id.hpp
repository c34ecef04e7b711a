// SPDX-License-Identifier: GPL-3.0-or-later
// The id by which feeds name a story. Feed readers show a story whose id changes as a new one, so it is made
// once and stored.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time/time.hpp"

namespace stoppress::story {

/// The host of a site's address, without a port.
[[nodiscard]] std::string_view host_of(std::string_view site_url);

/// A tag URI (RFC 4151) of the site's host and the day of publication in UTC: "tag:example.org,2026-03-01:story/7".
[[nodiscard]] std::string feed_id(std::string_view site_url, base::Time published_at, base::StoryId id);

/// The same tag with another day; an id that is not a tag is returned unchanged. A correction is named by the tag of
/// its story and its own day.
[[nodiscard]] std::string feed_id_as_of(std::string feed_id, base::Time day);

/// Whether every feed format can use `text` as an id: an absolute IRI, as Atom (RFC 4287) requires, of at
/// most 500 bytes.
[[nodiscard]] bool is_feed_id(std::string_view text);

}  // namespace stoppress::story
