// SPDX-License-Identifier: GPL-3.0-or-later
#include "edition/edition.hpp"

#include "store/addresses/address_reader.hpp"
#include "store/lists/list_reader.hpp"
#include "store/transaction/change_log.hpp"
#include "store/transaction/read_snapshot.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace stoppress::edition {

base::Result<std::shared_ptr<const Edition>> first_edition(store::ReadSnapshot& snapshot, std::size_t newest_length) {
    auto edition = std::make_shared<Edition>();
    TRY(edition->number, snapshot.change_number());
    TRY(edition->newest, store::ListReader(snapshot).list({}, 0, static_cast<std::int64_t>(newest_length)));
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
    return Advance{std::move(edition), {tags.begin(), tags.end()}, std::move(paths)};
}

}  // namespace stoppress::edition
