// SPDX-License-Identifier: GPL-3.0-or-later
// What the makers of pages, lists and feeds share: their surroundings, and frames, links and tags made from store records.
// Thread: the reading pool's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "press/press.hpp"
#include "reader/route.hpp"
#include "render/pages.hpp"
#include "settings/settings.hpp"

namespace stoppress::reader {

/// Surroundings of one page in the making; references end with it.
struct Printing {
    const settings::Settings& settings;
    const base::Clock& clock;
    store::ReadSnapshot& snapshot;
    const press::Front& front;
};

/// Tags without doubles, in the order they came.
class TagSet {
public:
    void add(store::Tag tag);
    [[nodiscard]] store::Tags take() { return std::move(tags_); }

private:
    store::Tags tags_;
};

/// A frame for a page at `path` (decoded key: path and query); tags it with the menu.
base::Result<render::Frame> make_frame(const Printing& printing, std::string_view path, std::string_view language, TagSet& tags);

render::Link link_to(const store::Section& section);
render::Link link_to(const store::Topic& topic);
render::Link link_to(const store::Author& author);

render::Correction correction_of(const store::Correction& correction);

/// List entries from cards, with sections and bylines, whose names they are tagged with.
base::Result<std::vector<render::Entry>> make_entries(const Printing& printing, std::vector<story::Card> cards, TagSet& tags);

/// What is answered where nothing stands: one page for all such addresses, printed once and kept (print_error of its own key).
[[nodiscard]] press::Printed nowhere();

/// The page that says that there is nothing (any more), in the site's language.
base::Result<press::Printed> print_error(const Printing& printing, render::ErrorKind kind, std::string_view path, std::string_view reason);

}  // namespace stoppress::reader
