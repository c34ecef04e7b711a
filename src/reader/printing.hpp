// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the code that makes pages, lists and feeds: their context, and frames, links and tags made
// from store records.
// Thread: the reading pool's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time/clock.hpp"
#include "press/press.hpp"
#include "reader/route.hpp"
#include "render/pages.hpp"
#include "settings/settings.hpp"
#include "store/editing/corrections.hpp"
#include "store/filing/records.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::reader {

/// The context of one page being made; the references are valid while it is made.
struct Printing {
    const settings::Settings& settings;
    const base::Clock& clock;
    store::ReadSnapshot& snapshot;
    const press::SiteState& state;
    bool searchable = true;  ///< pages link to /search
};

/// Tags without duplicates, in order of insertion.
class TagSet {
public:
    void add(store::Tag tag);
    [[nodiscard]] store::Tags take() { return std::move(tags_); }

private:
    store::Tags tags_;
};

/// The frame of a page at `path` (decoded key: path and query); adds the menu's tags.
base::Result<render::Frame> make_frame(const Printing& printing, std::string_view path, std::string_view language, TagSet& tags);

render::Link link_to(const store::Section& section);
render::Link link_to(const store::Topic& topic);
render::Link link_to(const store::Author& author);

render::Correction correction_of(const store::Correction& correction);

/// List entries from cards, with sections and bylines; adds the tags of their names.
base::Result<std::vector<render::Entry>> make_entries(const Printing& printing, std::vector<story::Card> cards, TagSet& tags);

/// The answer for an address without content: one page for all of them, printed once and cached (print_error of
/// its own key).
[[nodiscard]] press::RenderedPage not_found_page();

/// The page that says that there is nothing (any more), in the site's language.
base::Result<press::RenderedPage> print_error(const Printing& printing, render::ErrorKind kind, std::string_view path,
                                              std::string_view reason);

}  // namespace stoppress::reader
