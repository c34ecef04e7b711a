// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a search, and its feeds, made from a snapshot.
// Flow:   /search -> SearchRequest -> SiteSearch -> page
// Thread: the snapshot's.
#pragma once

#include "reader/printing.hpp"
#include "reader/route.hpp"
#include "reader/search/search_request.hpp"
#include "search/following/site_search.hpp"

namespace stoppress::reader {

/// A page is for this request only: press::RenderedPage::keep is false.
base::Result<press::RenderedPage> print_search(const Printing& printing, const SearchRequest& request, const search::SiteSearch& search);

/// The newest stories that match, as a feed.
base::Result<press::RenderedPage> print_search_feed(const Printing& printing, const SearchRequest& request, Form form,
                                                    const search::SiteSearch& search);

}  // namespace stoppress::reader
