// SPDX-License-Identifier: GPL-3.0-or-later
// Lists that have a page and feeds: their names, their stories, and the tags that invalidate them.
// Thread: the reading pool's.
#pragma once

#include <optional>

#include "reader/printing.hpp"
#include "store/lists/records.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::reader {

/// A list found in the store.
struct List {
    render::ListKind kind = render::ListKind::latest;
    std::string name{};  ///< of the section, topic or author; "2026-03" for a month; empty for lists of the whole site
    std::string description{};
    store::ListScope scope{};  ///< unless ranked
    bool ranked = false;       ///< most viewed: ordered by the state's ranking
    /// If not empty: the current base path of a topic requested by an alias, or a section or author by a former slug.
    std::string moved_to{};
};

/// The list of a route; nothing if it does not exist. Adds the tags of its entries and its name.
base::Result<std::optional<List>> find_list(const Printing& printing, const Route& route, TagSet& tags);

struct Slice {
    std::vector<story::Card> cards;
    std::int64_t total = 0;  ///< of the whole list
};

base::Result<Slice> slice_of(const Printing& printing, const Route& route, const List& list, std::int64_t offset, std::int64_t limit);

/// A link to that page of the list, which has `pages` pages; nothing if there is no such page.
[[nodiscard]] std::optional<render::Link> page_link(const Route& route, std::int64_t number, std::int64_t pages,
                                                    story::Window default_window);

/// The state tags that invalidate a list.
store::Tags state_tags_of(const List& list);

}  // namespace stoppress::reader
