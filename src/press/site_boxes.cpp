// SPDX-License-Identifier: GPL-3.0-or-later
#include "press/site_boxes.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "store/lists/list_reader.hpp"

namespace stoppress::press {
namespace {

constexpr std::int64_t kCandidates = 4;  // how many times the box's length is read, because some stories were withdrawn since they ranked

}  // namespace

std::size_t newest_length(const settings::Settings& settings) {
    return static_cast<std::size_t>(settings.boxes.new_articles.length) + 1;
}

base::Result<std::vector<story::Card>> most_viewed_cards(store::ReadSnapshot& snapshot, const readership::Ranking& ranking,
                                                         const settings::Settings::MostViewed& box) {
    std::vector<story::Card> cards;
    std::set<base::StoryId> seen;
    const auto length = static_cast<std::size_t>(box.length);
    for (auto window : {story::Window::day, story::Window::week, story::Window::month, story::Window::all}) {
        if (window < box.window || cards.size() >= length) {
            continue;
        }
        std::vector<base::StoryId> ids;
        for (const auto& ranked : ranking.top(window, {})) {
            if (ids.size() >= length * kCandidates) {
                break;
            }
            if (seen.insert(ranked.story).second) {
                ids.push_back(ranked.story);
            }
        }
        TRY(auto found, store::ListReader(snapshot).cards(ids));
        found.resize(std::min(found.size(), length - cards.size()));
        std::ranges::move(found, std::back_inserter(cards));
    }
    return cards;
}

boxes::BoxSet make_boxes(const render::Theme& theme, const edition::Edition& edition, std::span<const story::Card> most_viewed,
                         const settings::Settings& settings) {
    const auto with_new = boxes::set_new_articles({}, theme, edition.newest, static_cast<std::size_t>(settings.boxes.new_articles.length));
    return boxes::set_most_viewed(with_new, theme, most_viewed, settings.boxes.most_viewed.window);
}

const edition::BreakingLine* breaking_line_at(const edition::Edition& edition, base::Time now) {
    const auto& line = edition.breaking;
    return line && !(line->until && *line->until <= now) ? &*line : nullptr;
}

}  // namespace stoppress::press
