// SPDX-License-Identifier: GPL-3.0-or-later
// Both boxes, and the breaking line, as every page needs them at one moment: rendered once, plain and compressed, in each
// wording of the theme.
// Flow:   edition, readership -> BoxSet -> press -> every page
// Thread: any; immutable once made.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "boxes/segment.hpp"
#include "edition/edition.hpp"
#include "render/theme/theme.hpp"

namespace stoppress::boxes {

/// New Articles in one wording: as shown on most pages, and as shown on each story that it would itself list.
struct NewArticles {
    std::shared_ptr<const Segment> plain;
    std::unordered_map<base::StoryId, std::shared_ptr<const Segment>> beside;
};

class BoxSet {
public:
    /// New Articles in that wording for the page of `story` (0: not a story's page), which it leaves out.
    [[nodiscard]] const std::shared_ptr<const Segment>& new_articles(std::size_t wording, base::StoryId story) const;
    [[nodiscard]] const std::shared_ptr<const Segment>& most_viewed(std::size_t wording) const { return most_viewed_.at(wording); }
    /// nullptr while there is no breaking line.
    [[nodiscard]] const Segment* breaking(std::size_t wording) const { return breaking_.empty() ? nullptr : breaking_.at(wording).get(); }

private:
    friend BoxSet set_new_articles(const BoxSet&, const render::Theme&, std::span<const story::Card>, std::size_t);
    friend BoxSet set_most_viewed(const BoxSet&, const render::Theme&, std::span<const story::Card>, story::Window);
    friend BoxSet set_breaking(const BoxSet&, const render::Theme&, const edition::BreakingLine*);
    std::vector<NewArticles> new_articles_;  // by wording, as most_viewed_
    std::vector<std::shared_ptr<const Segment>> most_viewed_;
    std::vector<std::shared_ptr<const Segment>> breaking_;  ///< by wording; empty: there is no line
};

/// A copy of `before` with New Articles rendered from `newest` (at least one more than `length` if there
/// are that many).
[[nodiscard]] BoxSet set_new_articles(const BoxSet& before, const render::Theme& theme, std::span<const story::Card> newest,
                                      std::size_t length);

/// A copy of `before` with Most viewed rendered from `cards`.
[[nodiscard]] BoxSet set_most_viewed(const BoxSet& before, const render::Theme& theme, std::span<const story::Card> cards,
                                     story::Window window);

/// A copy of `before` with that breaking line; nullptr: without one.
[[nodiscard]] BoxSet set_breaking(const BoxSet& before, const render::Theme& theme, const edition::BreakingLine* line);

/// The index, in the theme's wordings(), of the wording for pages in `language`.
[[nodiscard]] std::size_t wording_index(const render::Theme& theme, std::string_view language);

}  // namespace stoppress::boxes
