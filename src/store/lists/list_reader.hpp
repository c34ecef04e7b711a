// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of stories: for readers by page, for the API by cursor.
// Flow:   store -> ReadSnapshot -> ListReader
// Thread: the snapshot's. Errors and ids without an object: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/lists/records.hpp"
#include "story/story.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class ListReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit ListReader(const ReadSnapshot& snapshot);

    /// Stories that are not published articles are left out.
    base::Result<std::vector<story::Card>> cards(std::span<const base::StoryId> ids);
    /// Newest first.
    base::Result<std::vector<story::Card>> list(const ListScope& scope, std::int64_t offset, std::int64_t limit);
    base::Result<std::int64_t> count(const ListScope& scope);
    /// Months with published articles, newest first, in the site's time zone.
    base::Result<std::vector<Month>> months();
    /// Published stories and pages by id, for sitemaps: at most `limit` with an id above `after`. Cards may lack
    /// standfirst and teaser.
    base::Result<std::vector<story::Card>> by_id(base::StoryId after, std::int64_t limit);
    /// The highest id of a published story or page; 0 if there is none.
    base::Result<base::StoryId> last_published_id();
    base::Result<StoryList> stories(const StoryQuery& query);
    /// Those of the stories that are published, without bodies.
    base::Result<std::vector<story::Story>> published(std::span<const base::StoryId> ids);
    /// The stories with that translation key, in any state, without bodies: at most 100. An empty key has none.
    base::Result<std::vector<story::Story>> translations(const std::string& translation_key);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
