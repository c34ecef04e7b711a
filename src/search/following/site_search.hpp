// SPDX-License-Identifier: GPL-3.0-or-later
// The search of a site: keeps the index up to the change log, and answers queries so that they never show what is not
// public nor miss what is, however far behind the index is.
// Flow:   store (commit) -> SiteSearch -> index; query + snapshot -> answer
// Owner:  serve (cli).
// Thread: it owns one, which alone writes the index; find() is called on the thread of the given snapshot, the other
//         functions on any, except stop().
#pragma once

#include <filesystem>
#include <memory>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "search/index/query.hpp"

namespace stoppress::store {
class ReadPool;
class ReadSnapshot;
}  // namespace stoppress::store

namespace stoppress::search {

/// The folder of the index in a site's folder.
inline constexpr std::string_view kIndexFolder = "search";

class SiteSearch {
public:
    struct Found {
        Answer answer;      ///< only stories that are in the snapshot as published articles
        bool whole = true;  ///< false: the index is being built, so older stories may be missing
    };
    struct Totals {
        base::ChangeNumber change = 0;  ///< what the index has reached
        bool whole = false;
    };

    /// Starts to follow; the index is built if there is none. `pool` must outlive it.
    SiteSearch(const std::filesystem::path& site, store::ReadPool& pool);
    SiteSearch(const SiteSearch&) = delete;
    SiteSearch& operator=(const SiteSearch&) = delete;
    SiteSearch(SiteSearch&&) = delete;
    SiteSearch& operator=(SiteSearch&&) = delete;
    /// Calls stop() if that has not been done.
    ~SiteSearch();

    /// Ends the thread; what was not indexed is, at the next start. The owner's thread.
    void stop();
    void committed(base::ChangeNumber number);

    /// Fails as the snapshot's readers do, or with `unavailable` if the index changed too often meanwhile.
    base::Result<Found> find(store::ReadSnapshot& snapshot, const Query& query) const;
    [[nodiscard]] Totals totals() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::search
