// SPDX-License-Identifier: GPL-3.0-or-later
#include "edition/edition.hpp"

#include "store/addresses/address_reader.hpp"
#include "store/front/front_reader.hpp"
#include "store/lists/list_reader.hpp"
#include "store/transaction/change_log.hpp"
#include "store/transaction/read_snapshot.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace stoppress::edition {

namespace {

base::Result<std::optional<BreakingLine>> current_line(store::ReadSnapshot& snapshot) {
    TRY(const auto front, store::FrontReader(snapshot).front());
    if (!front.line) {
        return std::optional<BreakingLine>{};
    }
    TRY(auto line, breaking_line(snapshot, *front.line));
    return std::optional(std::move(line));
}

}  // namespace

base::Result<BreakingLine> breaking_line(store::ReadSnapshot& snapshot, const store::BreakingLine& line) {
    BreakingLine made{.text = line.text, .until = line.until};
    if (line.story) {
        TRY(const auto cards, store::ListReader(snapshot).cards(std::array{line.story}));
        if (!cards.empty()) {
            made.url = cards.front().url;
            made.language = cards.front().language;
        }
    }
    return made;
}

base::Result<std::shared_ptr<const Edition>> first_edition(store::ReadSnapshot& snapshot, std::size_t newest_length) {
    auto edition = std::make_shared<Edition>();
    TRY(edition->number, snapshot.change_number());
    TRY(edition->newest, store::ListReader(snapshot).list({}, 0, static_cast<std::int64_t>(newest_length)));
    TRY(edition->breaking, current_line(snapshot));
    return std::shared_ptr<const Edition>{std::move(edition)};
}

base::Result<std::shared_ptr<const Edition>> with_newest(const Edition& edition, store::ReadSnapshot& snapshot, std::size_t newest_length) {
    auto listed = std::make_shared<Edition>(edition);
    TRY(listed->newest, store::ListReader(snapshot).list({}, 0, static_cast<std::int64_t>(newest_length)));
    return std::shared_ptr<const Edition>{std::move(listed)};
}

base::Result<Advance> next_edition(const Edition& previous, store::ReadSnapshot& snapshot, std::size_t newest_length) {
    std::set<store::Tag> tags;
    store::LivePaths paths;
    auto edition = std::make_shared<Edition>(previous);
    while (true) {
        TRY(const auto changes, store::ChangeReader(snapshot).changes_after(edition->number, kChangesAtOnce));
        TRY(auto added, store::AddressReader(snapshot).paths_of(changes));
        std::ranges::move(added.paths, std::back_inserter(paths.paths));
        paths.last_story = std::max(paths.last_story, added.last_story);
        paths.whole = paths.whole && added.whole;
        for (const auto& change : changes) {
            // A gap: this is not the change log that was followed so far.
            paths.whole = paths.whole && change.number == edition->number + 1;
            edition->number = change.number;
            tags.insert(change.tags.begin(), change.tags.end());
        }
        if (changes.size() < static_cast<std::size_t>(kChangesAtOnce)) {
            break;
        }
    }
    if (tags.contains(store::site_tag())) {
        TRY(edition->newest, store::ListReader(snapshot).list({}, 0, static_cast<std::int64_t>(newest_length)));
    }
    // A change of the story that it links to has the site's tag.
    if (tags.contains(store::front_tag()) || (edition->breaking && tags.contains(store::site_tag()))) {
        TRY(edition->breaking, current_line(snapshot));
    }
    return Advance{std::move(edition), {tags.begin(), tags.end()}, std::move(paths)};
}

}  // namespace stoppress::edition
