// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxes/box_set.hpp"

#include <algorithm>

namespace stoppress::boxes {

namespace {

std::shared_ptr<const Segment> shared_segment(std::string markup) {
    return std::make_shared<const Segment>(make_segment(std::move(markup)));
}

}  // namespace

const std::shared_ptr<const Segment>& BoxSet::new_articles(std::size_t wording, base::StoryId story) const {
    const auto& box = new_articles_.at(wording);
    const auto found = box.beside.find(story);
    return found == box.beside.end() ? box.plain : found->second;
}

BoxSet set_new_articles(const BoxSet& before, const render::Theme& theme, std::span<const story::Card> newest, std::size_t length) {
    BoxSet set = before;
    set.new_articles_.clear();
    const auto shown = newest.first(std::min(length, newest.size()));
    for (const auto& wording : theme.wordings()) {
        NewArticles box;
        // The window only affects the heading of Most viewed.
        box.plain = shared_segment(theme.box(render::BoxKind::new_articles, shown, wording, story::Window::all));
        for (const auto& beside : shown) {
            std::vector<story::Card> others;
            std::ranges::copy_if(newest, std::back_inserter(others), [&](const story::Card& card) { return card.id != beside.id; });
            others.resize(std::min(others.size(), length));
            box.beside.emplace(beside.id, shared_segment(theme.box(render::BoxKind::new_articles, others, wording, story::Window::all)));
        }
        set.new_articles_.push_back(std::move(box));
    }
    return set;
}

BoxSet set_most_viewed(const BoxSet& before, const render::Theme& theme, std::span<const story::Card> cards, story::Window window) {
    BoxSet set = before;
    set.most_viewed_.clear();
    for (const auto& wording : theme.wordings()) {
        set.most_viewed_.push_back(shared_segment(theme.box(render::BoxKind::most_viewed, cards, wording, window)));
    }
    return set;
}

BoxSet set_breaking(const BoxSet& before, const render::Theme& theme, const edition::BreakingLine* line) {
    BoxSet set = before;
    set.breaking_.clear();
    if (line != nullptr) {
        for (const auto& wording : theme.wordings()) {
            set.breaking_.push_back(shared_segment(theme.breaking({line->text, line->url, line->language}, wording)));
        }
    }
    return set;
}

std::size_t wording_index(const render::Theme& theme, std::string_view language) {
    const auto wording = theme.wording_language(language);
    const auto all = theme.wordings();
    const auto found = std::ranges::find(all, wording);
    return found == all.end() ? 0 : static_cast<std::size_t>(found - all.begin());
}

}  // namespace stoppress::boxes
