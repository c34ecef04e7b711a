// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that changes the store, as operations on stories and views. Made by the Writer for one job.
// Flow:   newsroom, importing, readership -> WriteTransaction -> change log -> edition
// Thread: the writer thread only.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/records.hpp"

namespace stoppress::store {

class WriterSession;

enum class ImportOutcome : std::uint8_t { taken, changed, unchanged };

/// A story from another system. `source` names it there, for good ("hugo:news/2014/03/x.md"): the same source twice is one story.
struct ImportedStory {
    std::string source;
    story::Content content;
    story::Status status = story::Status::published;
    std::string address;                        ///< its path there, kept; empty: the default address
    std::vector<std::string> former_addresses;  ///< redirect to it
    std::optional<base::Time> published_at;
    std::optional<base::Time> updated_at;
};

/// A section, topic or author as imported or created; empty fields leave what is there.
struct NamedEntry {
    std::string slug;
    std::string name;
    std::string description;  ///< of an author: the biography
    std::string email;
    std::string url;
    std::string organisation;
    std::vector<std::string> aliases;  ///< of a topic
};

class WriteTransaction {
public:
    explicit WriteTransaction(WriterSession& session);

    /// A new draft. `by`: who saves. An empty slug is made from the headline (and numbered where taken); a given one that is taken is a
    /// `conflict` with field /slug. An unknown section is `invalid` with field /section; unknown topics and authors are created.
    base::Result<base::StoryId> create_story(story::Content content, const std::string& by);

    /// A new revision. `stale` where `expected_revision` is not the latest one. A published story's readers get the new words at once.
    base::Result<void> save_story(base::StoryId id, std::int64_t expected_revision, story::Content content, const std::string& by);

    base::Result<void> set_in_review(base::StoryId id, bool in_review);

    /// Publishes now, as of a past time, or schedules for a future `at`. `invalid` without a headline.
    base::Result<void> publish(base::StoryId id, std::optional<base::Time> at);
    base::Result<void> unpublish(base::StoryId id);
    base::Result<void> withdraw(base::StoryId id, const std::string& reason);

    /// Publishes every scheduled story whose time has come by `now`; returns them. Each is published once.
    base::Result<std::vector<base::StoryId>> publish_due(base::Time now);

    base::Result<ImportOutcome> import_story(const ImportedStory& story);
    base::Result<ImportOutcome> put_section(const NamedEntry& entry);
    base::Result<ImportOutcome> put_topic(const NamedEntry& entry);
    base::Result<ImportOutcome> put_author(const NamedEntry& entry);
    /// A picture whose files are there and durable. `source` names it: the same source twice is one.
    base::Result<ImportOutcome> put_medium(const Medium& medium);
    /// The same for an upload. Where the same original is there already, its id, and nothing is changed.
    base::Result<base::MediumId> add_medium(const Medium& medium);
    /// Whether a change is also made where stories name the medium; else that is `forbidden`.
    enum class WhileUsed : std::uint8_t { allowed, refused };
    /// True where readers may see a difference.
    base::Result<bool> change_medium(base::MediumId id, const MediumChange& change, WhileUsed while_used);
    /// Other files for the same medium: its stories show them at once, its old addresses (as `address_of` gives them) lead to the new one.
    /// Its words stay. `conflict` where the files are those of another medium.
    base::Result<void> replace_medium(base::MediumId id, const Medium& fresh, WhileUsed while_used,
                                      const std::function<std::string(const MediumFile&)>& address_of);
    /// `conflict` where a story names it.
    base::Result<void> delete_medium(base::MediumId id);
    /// Hands every file that no medium names any more to `drop`, and forgets it where that succeeded. The first failure is returned, when
    /// all were tried.
    base::Result<void> drop_gone_files(const std::function<base::Result<void>(const GoneFile&)>& drop);
    /// Lets `path` redirect to `target` (a path of this site). `conflict` where a story stands at `path`.
    base::Result<ImportOutcome> put_redirect(const std::string& path, const std::string& target);

    /// Adds views to hours and totals. `not_found` (nothing added) where a story of the batch does not exist.
    base::Result<void> add_views(std::span<const ViewCount> counts);
    /// The same for a large batch at a tenth of the cost: durable with the commit and in a story's `views` at once, in lists by views
    /// after the next fold_views(). All its stories have to exist.
    base::Result<void> log_views(std::span<const ViewCount> counts);
    /// Adds up what was logged.
    base::Result<void> fold_views();

    /// Whether the story exists and readers can see it now.
    base::Result<bool> is_published(base::StoryId id);
    /// A story as it stands inside this transaction, for answering what was just done.
    base::Result<story::Story> story(base::StoryId id);
    base::Result<RankingFacts> ranking_facts(base::StoryId id);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
