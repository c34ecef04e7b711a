// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the content of an address from one state of the store: pages, lists, feeds, sitemaps.
// Flow:   store, SiteState -> Printer -> press
// Thread: the reading pool's, several at once; immutable.
#pragma once

#include <string>

#include "base/time/clock.hpp"
#include "press/press.hpp"
#include "reader/route.hpp"

namespace stoppress::reader {

class Printer {
public:
    /// `clock` must outlive the printer. Settings are taken from the site state. `searchable`: pages link to the search,
    /// which files cannot answer.
    explicit Printer(const base::Clock& clock, bool searchable = true) : clock_(clock), searchable_(searchable) {}

    /// For press::Press::Printer. Fails only if the store does; for an address without content it returns the page that
    /// says so.
    base::Result<press::RenderedPage> print(store::ReadSnapshot& snapshot, const press::SiteState& state, const std::string& key) const;

private:
    base::Result<press::RenderedPage> print_subject(store::ReadSnapshot& snapshot, const press::SiteState& state,
                                                    const std::string& key) const;
    const base::Clock& clock_;
    bool searchable_;
};

}  // namespace stoppress::reader
