// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses that this program keeps for itself. The list stands here alone: who publishes, imports or redirects asks it.
// Thread: any; pure functions.
#pragma once

#include <string_view>

namespace stoppress::story {

/// Whether `path` is one of the program's own places, or below one: "/api/v1/x", "/media/", "/healthz". Nothing may be published there,
/// whether or not something is answered there now. `path`: decoded, without query; one that is percent-encoded does as well.
[[nodiscard]] bool is_in_own_place(std::string_view path);

/// Whether readers get a list, feed or sitemap at `path`, so that a story there would never be seen: "/latest", "/sections/city",
/// "/feed.xml". Not "/latest/", where an old site may have a page.
[[nodiscard]] bool is_a_list(std::string_view path);

/// Either of them: no story may have that address.
[[nodiscard]] bool is_kept(std::string_view path);

/// Whether the program answers there without looking for a redirect.
[[nodiscard]] bool hides_redirects(std::string_view path);

}  // namespace stoppress::story
