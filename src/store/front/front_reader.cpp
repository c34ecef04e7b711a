// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/front/front_reader.hpp"

#include <algorithm>
#include <tuple>

#include "store/front/front_rows.hpp"
#include "store/lists/list_reader.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

namespace {

/// Newest first, as the lists of stories.
bool is_newer(const story::Card& a, const story::Card& b) {
    return std::tie(a.published_at, a.id) > std::tie(b.published_at, b.id);
}

/// Places that exist: with `total` stories, the last entry is at most at `total`, the one before it above that.
void move_up(std::vector<FrontStory>& placed, std::int64_t total) {
    auto last = total;
    for (auto i = placed.size(); i-- > 0; --last) {
        placed[i].placed->place = std::min(placed[i].placed->place, last);
    }
}

/// The entries of published articles, by place, with their cards.
base::Result<std::vector<FrontStory>> placed_stories(ListReader& lists, std::span<const FrontEntry> entries) {
    if (entries.empty()) {
        return std::vector<FrontStory>{};
    }
    std::vector<base::StoryId> ids;
    std::ranges::transform(entries, std::back_inserter(ids), &FrontEntry::story);
    TRY(auto cards, lists.cards(ids));
    std::vector<FrontStory> placed;
    placed.reserve(cards.size());
    for (auto& card : cards) {
        const auto entry = std::ranges::find(entries, card.id, &FrontEntry::story);
        placed.push_back({std::move(card), *entry});
    }
    std::ranges::sort(placed, {}, [](const FrontStory& story) { return story.placed->place; });
    return placed;
}

}  // namespace

FrontReader::FrontReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<Front> FrontReader::front() {
    return guarded([&]() -> base::Result<Front> { return read_front(session_.session()); });
}

base::Result<std::optional<base::Time>> FrontReader::next_end() {
    return guarded([&]() -> base::Result<std::optional<base::Time>> {
        auto query = session_.session().query("front.next_end");
        query.one();
        const auto until = query.optional_integer("until");
        return until ? std::optional(base::from_milliseconds(*until)) : std::nullopt;
    });
}

base::Result<std::vector<FrontStory>> FrontReader::stories(std::span<const FrontEntry> entries, std::int64_t offset, std::int64_t limit) {
    const ReadSnapshot snapshot(session_);
    ListReader lists(snapshot);
    TRY(auto placed, placed_stories(lists, entries));
    TRY(const auto total, lists.count({}));
    move_up(placed, total);
    const auto place_of = [](const FrontStory& story) { return story.placed->place; };
    const auto end = std::min(offset + limit, total);
    auto next = std::ranges::upper_bound(placed, offset, {}, place_of);
    const auto others_before = offset - (next - placed.begin());
    const auto count = static_cast<std::int64_t>(placed.size());
    TRY(auto newest, lists.list({}, others_before, std::max<std::int64_t>(end - offset, 0) + count));
    // This list contains the placed stories, too. Those in front of its first entry took the index of as many others, which
    // are therefore before `offset`.
    const auto passed =
        newest.empty() ? 0 : std::ranges::count_if(placed, [&](const FrontStory& story) { return is_newer(story.card, newest.front()); });
    std::erase_if(newest, [&](const story::Card& card) {
        return std::ranges::any_of(placed, [&](const FrontStory& story) { return story.card.id == card.id; });
    });
    std::vector<FrontStory> shown;
    auto other = newest.begin() + std::min<std::ptrdiff_t>(passed, std::ssize(newest));
    for (auto place = offset + 1; place <= end; ++place) {
        if (next != placed.end() && place_of(*next) == place) {
            shown.push_back(std::move(*next++));
        } else if (other != newest.end()) {
            shown.push_back({std::move(*other++), std::nullopt});
        }
    }
    return shown;
}

}  // namespace stoppress::store
