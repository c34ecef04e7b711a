// SPDX-License-Identifier: GPL-3.0-or-later
// Fills a new site with published stories faster than its writer could: into a file beside the database, without log and indexes, which
// takes the database's place when it is whole. Interrupted, it leaves nothing. Flow:   generate -> BulkLoad -> stoppress.db Thread: one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "settings/settings.hpp"
#include "store/write_transaction.hpp"

namespace stoppress::store {

/// A story that is taken as it is: no field is checked. Section, topics and authors by their place among those added before.
struct BulkStory {
    std::string slug;
    std::string headline;
    std::string standfirst;
    std::string opening;  ///< of the body, where there is no standfirst
    std::string body;     ///< as document::to_json writes it
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

    /// `conflict` where the site has stories already.
    static base::Result<std::unique_ptr<BulkLoad>> begin(const settings::Settings& settings, const base::Clock& clock);
    BulkLoad(const BulkLoad&) = delete;
    BulkLoad& operator=(const BulkLoad&) = delete;
    BulkLoad(BulkLoad&&) = delete;
    BulkLoad& operator=(BulkLoad&&) = delete;
    /// Removes what was loaded unless finish() succeeded.
    ~BulkLoad();

    base::Result<void> add_section(const NamedEntry& entry);
    base::Result<void> add_topic(const NamedEntry& entry);
    base::Result<void> add_author(const NamedEntry& entry);
    base::Result<void> add_story(const BulkStory& story);
    /// Makes indexes and counters, and the file durable and the site's database.
    base::Result<void> finish();

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::store
