// SPDX-License-Identifier: GPL-3.0-or-later
#include "edition/edition.hpp"

#include <algorithm>
#include <set>

namespace stoppress::edition {

base::Result<std::shared_ptr<const Edition>> first_edition(store::ReadSnapshot& snapshot, std::size_t newest_length) {
    auto edition = std::make_shared<Edition>();
    TRY(edition->number, snapshot.change_number());
    TRY(edition->newest, snapshot.list({}, 0, static_cast<std::int64_t>(newest_length)));
    return std::shared_ptr<const Edition>{std::move(edition)};
}

base::Result<std::shared_ptr<const Edition>> with_newest(const Edition& edition, store::ReadSnapshot& snapshot, std::size_t newest_length) {
    auto listed = std::make_shared<Edition>(edition);
    TRY(listed->newest, snapshot.list({}, 0, static_cast<std::int64_t>(newest_length)));
    return std::shared_ptr<const Edition>{std::move(listed)};
}

base::Result<Advance> next_edition(const Edition& previous, store::ReadSnapshot& snapshot, std::size_t newest_length) {
    std::set<store::Tag> tags;
    auto edition = std::make_shared<Edition>(previous);
    while (true) {
        TRY(const auto changes, snapshot.changes_after(edition->number, kChangesAtOnce));
        for (const auto& change : changes) {
            edition->number = change.number;
            tags.insert(change.tags.begin(), change.tags.end());
        }
        if (changes.size() < static_cast<std::size_t>(kChangesAtOnce)) {
            break;
        }
    }
    if (tags.contains(store::site_tag())) {
        TRY(edition->newest, snapshot.list({}, 0, static_cast<std::int64_t>(newest_length)));
    }
    return Advance{std::move(edition), {tags.begin(), tags.end()}};
}

}  // namespace stoppress::edition
