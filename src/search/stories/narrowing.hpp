// SPDX-License-Identifier: GPL-3.0-or-later
// Names that a search is narrowed to, and the topic that somebody typed the name of.
// Thread: the snapshot's. Errors as transaction/read_snapshot.hpp says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "search/index/query.hpp"
#include "store/filing/records.hpp"

namespace stoppress::store {
class ReadSnapshot;
}

namespace stoppress::search {

/// Slugs; empty: not narrowed. Former ones and aliases are understood.
struct Slugs {
    std::string section;
    std::string topic;
    std::string author;
};

/// What they stand for. Names that readers must not know of count as missing.
struct Narrowing {
    std::optional<store::Section> section;
    std::optional<store::Topic> topic;
    std::optional<store::Author> author;
    bool nowhere = false;  ///< one of the slugs stands for nothing, so nothing can be found

    void apply_to(Query& query) const;
};
base::Result<Narrowing> look_up(store::ReadSnapshot& snapshot, const Slugs& slugs);

/// The topic whose name or alias is all of `words`, whatever the case and accents; in its own script or in Latin letters.
base::Result<std::optional<store::Topic>> meant_topic(store::ReadSnapshot& snapshot, std::string_view words);

}  // namespace stoppress::search
