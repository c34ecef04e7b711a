// SPDX-License-Identifier: GPL-3.0-or-later
// The names that a site's sections, topics, authors and stories have in Ghost: its slugs are of Latin letters, and each stands once. Sections
// and topics are tags there.
// Thread: one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

#include "exporting/site_walk.hpp"
#include "story/story.hpp"

namespace stoppress::exporting {

struct GhostName {
    std::string id;    ///< 24 hexadecimal digits
    std::string slug;  ///< in Ghost
};
using GhostNames = std::map<std::string, GhostName, std::less<>>;  ///< by the slug here

struct GhostTerms {
    GhostNames sections;
    GhostNames topics;
    GhostNames authors;
};

/// Topics keep their slugs, because they keep their addresses; a section with the slug of a topic or of an alias gets a number.
[[nodiscard]] GhostTerms ghost_terms(const Filing& filing, const Redirects& redirects);

/// The id of a row: the numbers of rows of one table are unique, not those of several.
[[nodiscard]] std::string ghost_id(std::uint32_t table, std::int64_t number);

/// Slugs of stories. Here two stories may have one if their addresses differ; Ghost leaves out the second post with a slug. Only hashes are
/// kept: two that are equal by chance cost a number behind a slug.
class GhostSlugs {
public:
    /// Reserves the slug of a published story, so that no draft takes it. To be called for all before take().
    void reserve(const story::Story& story);
    /// The slug of a story in Ghost, once for each; empty for a draft without one: Ghost makes it from the headline.
    std::string take(const story::Story& story);

private:
    std::unordered_set<std::size_t> reserved_;
    std::unordered_set<std::size_t> taken_;
};

}  // namespace stoppress::exporting
