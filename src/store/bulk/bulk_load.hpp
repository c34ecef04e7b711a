// SPDX-License-Identifier: GPL-3.0-or-later
// Fills a new site with published stories faster than the writer could: it writes a file next to the database, without
// a write-ahead log and without indexes, and replaces the database with it when it is complete. If interrupted, nothing
// is left.
// Flow:   generate -> BulkLoad -> stoppress.db
// Thread: one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "settings/settings.hpp"
#include "store/filing/records.hpp"

namespace stoppress::store {

/// A story that is stored without validation. Section, topics and authors are indexes into those added before.
struct BulkStory {
    std::string slug;
    std::string headline;
    std::string standfirst;
    std::string opening;  ///< of the body; used if there is no standfirst
    std::string body;     ///< as written by document::to_json
    std::string language;
    std::size_t section = 0;
    std::vector<std::size_t> topics;
    std::vector<std::size_t> authors;
    base::Time published_at;
};

class BulkLoad {
public:
    class Impl;
    explicit BulkLoad(std::unique_ptr<Impl> impl);

    /// Fails with `conflict` if the site already has stories.
    static base::Result<std::unique_ptr<BulkLoad>> begin(const settings::Settings& settings, const base::Clock& clock);
    BulkLoad(const BulkLoad&) = delete;
    BulkLoad& operator=(const BulkLoad&) = delete;
    BulkLoad(BulkLoad&&) = delete;
    BulkLoad& operator=(BulkLoad&&) = delete;
    /// Deletes what was loaded unless finish() succeeded.
    ~BulkLoad();

    base::Result<void> add_section(const NamedEntry& entry);
    base::Result<void> add_topic(const NamedEntry& entry);
    base::Result<void> add_author(const NamedEntry& entry);
    base::Result<void> add_story(const BulkStory& story);
    /// Builds indexes and counters, makes the file durable, and makes it the site's database.
    base::Result<void> finish();

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::store
