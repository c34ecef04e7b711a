// SPDX-License-Identifier: GPL-3.0-or-later
// Both boxes as every page needs them at one moment, each set once, in both forms, in each wording of the theme.
// Flow:   edition, readership -> BoxSet -> press -> every page
// Thread: immutable once made; any thread.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "boxes/segment.hpp"
#include "edition/edition.hpp"
#include "render/theme.hpp"

namespace stoppress::boxes {

/// New Articles in one wording: as it stands beside most pages, and beside each story that it would itself name.
struct NewArticles {
    std::shared_ptr<const Segment> plain;
    std::unordered_map<base::StoryId, std::shared_ptr<const Segment>> beside;
};

class BoxSet {
public:
    /// New Articles for a page in the wording that stands beside `story` (0: none).
    [[nodiscard]] const std::shared_ptr<const Segment>& new_articles(std::size_t wording, base::StoryId story) const;
    [[nodiscard]] const std::shared_ptr<const Segment>& most_viewed(std::size_t wording) const { return most_viewed_.at(wording); }

private:
    friend BoxSet set_new_articles(const BoxSet&, const render::Theme&, std::span<const story::Card>, std::size_t);
    friend BoxSet set_most_viewed(const BoxSet&, const render::Theme&, std::span<const story::Card>, story::Window);
    std::vector<NewArticles> new_articles_;  // by wording, as are the others
    std::vector<std::shared_ptr<const Segment>> most_viewed_;
};

/// `before` with New Articles made anew from `newest` (at least one more than `length` where there are that many).
[[nodiscard]] BoxSet set_new_articles(const BoxSet& before, const render::Theme& theme, std::span<const story::Card> newest,
                                      std::size_t length);

/// `before` with Most viewed made anew.
[[nodiscard]] BoxSet set_most_viewed(const BoxSet& before, const render::Theme& theme, std::span<const story::Card> cards,
                                     story::Window window);

/// The wording of the theme that pages in `language` have, as an index into its wordings().
[[nodiscard]] std::size_t wording_index(const render::Theme& theme, std::string_view language);

}  // namespace stoppress::boxes
