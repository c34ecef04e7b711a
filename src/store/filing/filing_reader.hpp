// SPDX-License-Identifier: GPL-3.0-or-later
// Sections, topics and authors.
// Flow:   store -> ReadSnapshot -> FilingReader
// Thread: the snapshot's. Errors and ids without an object: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/filing/records.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class FilingReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit FilingReader(const ReadSnapshot& snapshot);

    /// The byline (names and slugs) of each story.
    base::Result<std::vector<std::vector<Author>>> bylines(std::span<const base::StoryId> ids);
    base::Result<std::vector<Section>> sections();
    base::Result<std::vector<Topic>> topics();
    base::Result<std::vector<Author>> authors();
    /// Topics with published stories, by name: at most `limit` from `offset` on, without aliases and descriptions.
    base::Result<std::vector<Topic>> topics_in_use(std::int64_t offset, std::int64_t limit);
    base::Result<std::int64_t> count_topics_in_use();
    /// The same for authors, only with id, slug, name and number of stories.
    base::Result<std::vector<Author>> authors_in_use(std::int64_t offset, std::int64_t limit);
    base::Result<std::int64_t> count_authors_in_use();
    /// Whether readers may know of it: names used only by unpublished stories are hidden. A section made by an editor
    /// is always public.
    base::Result<bool> is_public(const Section& section);
    base::Result<bool> is_public(const Topic& topic);
    base::Result<bool> is_public(const Author& author);
    /// Also finds a former slug: the section's `slug` then differs from the argument.
    base::Result<std::optional<Section>> section(std::string_view slug);
    /// Also finds an alias: the topic's `slug` then differs from the argument.
    base::Result<std::optional<Topic>> topic(std::string_view slug);
    /// Also finds a former slug: the author's `slug` then differs from the argument.
    base::Result<std::optional<Author>> author(std::string_view slug);
    /// Merges of topics that can be undone, latest first.
    base::Result<std::vector<TopicMerge>> topic_merges(std::int64_t limit);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
