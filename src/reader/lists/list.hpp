// SPDX-License-Identifier: GPL-3.0-or-later
// The lists that have a page and feeds: what they are called, which stories they hold, what they fall with.
#pragma once

#include <optional>

#include "reader/printing.hpp"

namespace stoppress::reader {

/// A list found in the store.
struct List {
    render::ListKind kind = render::ListKind::latest;
    std::string name{};  ///< of the section, topic or author; "2026-03" of a month; empty for lists of everything
    std::string description{};
    store::ListScope scope{};  ///< unless ranked
    bool ranked = false;       ///< most viewed: the order is the front's ranking's
    std::string moved_to{};  ///< where not empty: the list's present base path (a topic asked for by an alias, a section by a former slug)
};

/// The list of a route; nothing where it does not exist. Tags what its entries and its name come from.
base::Result<std::optional<List>> find_list(const Printing& printing, const Route& route, TagSet& tags);

struct Slice {
    std::vector<story::Card> cards;
    std::int64_t total = 0;  ///< of the whole list
};

base::Result<Slice> slice_of(const Printing& printing, const Route& route, const List& list, std::int64_t offset, std::int64_t limit);

/// To the page of that number of the list, of which there are `pages`; nothing where it has none.
[[nodiscard]] std::optional<render::Link> page_link(const Route& route, std::int64_t number, std::int64_t pages,
                                                    story::Window default_window);

/// Tags of the front that a list falls with.
store::Tags front_tags_of(const List& list);

}  // namespace stoppress::reader
