// SPDX-License-Identifier: GPL-3.0-or-later
// The index of published stories, in a folder (Xapian). It can be deleted at any time and is then built anew.
// Flow:   change log -> SiteSearch -> SearchIndex -> answers for readers
// Thread: one thread writes, through one IndexWriter; functions that read open the index for each call, any thread.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "search/index/entry.hpp"
#include "search/index/query.hpp"

namespace stoppress::search {

/// Up to where the index follows the change log.
struct Reached {
    base::ChangeNumber change = 0;  ///< it has everything up to this change
    std::string mark;               ///< what identifies that change, so that another site's log is not taken for this one's
    base::StoryId built_to;         ///< while it is built: stories up to this one are in it; 0: it is whole
    bool whole = false;             ///< false: it is being built
    friend bool operator==(const Reached&, const Reached&) = default;
};

class IndexWriter {
    class Impl;

public:
    /// Opens the index for writing, or makes it. One of other rules (kIndexRules), or that cannot be read, is deleted and
    /// made anew. Fails with `unavailable` if another process writes to it, with `io` if the folder cannot be used.
    static base::Result<std::unique_ptr<IndexWriter>> open(const std::filesystem::path& folder);
    IndexWriter(const IndexWriter&) = delete;
    IndexWriter& operator=(const IndexWriter&) = delete;
    IndexWriter(IndexWriter&&) = delete;
    IndexWriter& operator=(IndexWriter&&) = delete;
    ~IndexWriter();

    [[nodiscard]] Reached reached() const;
    /// Adds or replaces `changed`, removes `removed`, and notes how far it is: one durable commit, or nothing. Fails
    /// with `io`.
    base::Result<void> write(std::span<const Entry> changed, std::span<const base::StoryId> removed, const Reached& reached);
    /// Removes everything.
    base::Result<void> clear();

    /// For open(); the parameter's type is private.
    explicit IndexWriter(std::unique_ptr<Impl> impl);

private:
    std::unique_ptr<Impl> impl_;
};

/// The index at one moment. Thread: the one that opened it.
class IndexSnapshot {
public:
    /// Nothing if there is no index yet, or if it has other rules. Fails with `io` or `corrupt`.
    static base::Result<std::optional<IndexSnapshot>> open(const std::filesystem::path& folder);
    IndexSnapshot(IndexSnapshot&&) noexcept;
    IndexSnapshot& operator=(IndexSnapshot&&) noexcept;
    ~IndexSnapshot();

    [[nodiscard]] const Reached& reached() const;
    [[nodiscard]] std::size_t stories() const;
    /// Looks in the index and in `newer`, stories that it lacks or has in an older form. What it has of `outdated`
    /// is not taken. Fails with `io`, `corrupt`, or `unavailable` if the index changed too often meanwhile.
    base::Result<Answer> find(const Query& query, std::span<const Entry> newer, std::span<const base::StoryId> outdated);
    /// The numbers of stories in it, ascending: at most `limit` above `after`.
    base::Result<std::vector<base::StoryId>> story_ids(base::StoryId after, std::size_t limit);

private:
    class Impl;
    explicit IndexSnapshot(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Looks in `newer` alone: while there is no index.
base::Result<Answer> find_in(std::span<const Entry> newer, const Query& query);

/// What Xapian's own check says of the files: empty if they are whole.
base::Result<std::string> damage_of(const std::filesystem::path& folder);

}  // namespace stoppress::search
