// SPDX-License-Identifier: GPL-3.0-or-later
// Makes what stands at an address from one state of the store: pages, lists, feeds, sitemaps.
// Flow:   store, Front -> Printer -> press
// Thread: the reading pool's, several at once; holds nothing that changes.
#pragma once

#include <string>

#include "base/clock.hpp"
#include "press/press.hpp"
#include "reader/route.hpp"

namespace stoppress::reader {

class Printer {
public:
    /// Outlives the printer. What the site is set to is the front's.
    explicit Printer(const base::Clock& clock) : clock_(clock) {}

    /// What press::Press::Printer asks for. Fails only where the store does; an address with nothing at it gives the page that says so.
    base::Result<press::Printed> print(store::ReadSnapshot& snapshot, const press::Front& front, const std::string& key) const;

private:
    base::Result<press::Printed> print_subject(store::ReadSnapshot& snapshot, const press::Front& front, const std::string& key) const;
    const base::Clock& clock_;
};

}  // namespace stoppress::reader
