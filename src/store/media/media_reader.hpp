// SPDX-License-Identifier: GPL-3.0-or-later
// The media library: single media, lists, and what pages of stories show of them.
// Flow:   store -> ReadSnapshot -> MediaReader
// Thread: the snapshot's. Errors and ids without an object: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/media/records.hpp"
#include "story/story.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class MediaReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit MediaReader(const ReadSnapshot& snapshot);

    /// By its address on the site that it was imported from.
    base::Result<std::optional<Medium>> medium(std::string_view source);
    base::Result<std::optional<CountedMedium>> medium(base::MediumId id);
    /// By the hash of its original.
    base::Result<std::optional<CountedMedium>> medium_of_original(std::string_view hash);
    /// Whose file, present or former, is at that address of the site.
    base::Result<std::optional<CountedMedium>> medium_at(std::string_view address);
    /// The picture that was made by this crop before.
    base::Result<std::optional<CountedMedium>> medium_of_crop(const Crop& crop);
    base::Result<std::vector<CountedMedium>> media(const MediaQuery& query);
    /// By the hashes in addresses of stories (media_hash()); unknown hashes are left out.
    base::Result<std::map<std::string, Medium>> media_at(const std::set<std::string>& hashes);
    /// Stories that use it, without bodies, by id: at most `limit` with an id above `after`.
    base::Result<std::vector<story::Story>> stories_with(base::MediumId id, base::StoryId after, std::int64_t limit);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
