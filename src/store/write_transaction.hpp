// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that changes the store, as operations on stories and views.
// Flow:   newsroom, importing, readership -> WriteTransaction -> change log -> edition
// Owner:  the Writer, for one job.
// Thread: the writer thread only.
//
// Functions that change a story fail with `not_found` if there is no such story. A job that returns an
// error is rolled back.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/audit_event.hpp"
#include "store/kept_answer.hpp"
#include "store/read_snapshot.hpp"
#include "store/records.hpp"

namespace stoppress::store {

class WriterSession;

enum class ImportOutcome : std::uint8_t { taken, changed, unchanged };

/// A story from another system. `source` is its permanent name there ("hugo:news/2014/03/x.md"): the same source always
/// means the same story.
struct ImportedStory {
    std::string source;
    story::Content content;
    story::Status status = story::Status::published;
    std::string address;                        ///< its path there, which it keeps; empty: the default address
    std::vector<std::string> former_addresses;  ///< redirected to it
    std::optional<base::Time> published_at;
    std::optional<base::Time> updated_at;
    std::string feed_id{};  ///< its id in that system's feeds; if empty or in use, a new one is made
};

/// A section, topic or author as imported or created; empty fields leave existing values unchanged.
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

    /// Creates a draft. `by`: who saves it. An empty slug is made from the headline (with a number if it is in use); a
    /// given slug in use is a `conflict` with field /slug. An unknown section is `invalid` with field /section; unknown
    /// topics and authors are created.
    base::Result<base::StoryId> create_story(story::Content content, const std::string& by);

    /// Saves a new revision. Fails with `stale` if `expected_revision` is not the latest one. If the story is
    /// published, readers see the revision at once.
    base::Result<void> save_story(base::StoryId id, std::int64_t expected_revision, story::Content content, const std::string& by);

    base::Result<void> set_in_review(base::StoryId id, bool in_review);

    /// Publishes now, as of a past time, or schedules for a future `at`. Fails with `invalid` if there is no headline.
    base::Result<void> publish(base::StoryId id, std::optional<base::Time> at);
    base::Result<void> unpublish(base::StoryId id);
    base::Result<void> withdraw(base::StoryId id, const std::string& reason);

    /// The draft of changes; nothing if there is none.
    base::Result<std::optional<Draft>> draft(base::StoryId id);
    /// Saves a draft of changes to that revision, replacing an existing draft; readers do not see it. Fails with
    /// `invalid` if there is no such revision. Returns its version.
    base::Result<std::int64_t> save_draft(base::StoryId id, std::int64_t base_revision, const story::Content& content,
                                          const std::string& by);
    /// Fails with `not_found` if there is none.
    base::Result<void> discard_draft(base::StoryId id);
    /// Makes the draft the latest revision, unless it changes nothing, and deletes it. Fails with `not_found` if there
    /// is none, `stale` if somebody saved a revision since the one that it changes, `invalid` if there is no headline,
    /// and as save_story().
    base::Result<void> take_in_draft(base::StoryId id, const std::string& by);
    base::Result<std::optional<story::Content>> revision(base::StoryId id, std::int64_t number);

    /// `to`: empty for nobody.
    base::Result<void> assign(base::StoryId id, const std::string& to);
    /// Returns its number. This and the next two fail with `too_large` if the story has as many as it may have.
    base::Result<std::int64_t> add_note(base::StoryId id, const std::string& text, const std::string& passage, const std::string& by);
    /// Marks it as resolved by `by`, or as open again.
    base::Result<void> resolve_note(base::StoryId id, std::int64_t number, bool resolved, const std::string& by);
    /// Fails with `conflict` unless the story is published.
    base::Result<std::int64_t> add_correction(base::StoryId id, CorrectionKind kind, const std::string& text, const std::string& by);
    base::Result<std::int64_t> add_preview_link(base::StoryId id, const std::string& hash, base::Time expires_at, const std::string& by);
    base::Result<void> remove_preview_link(base::StoryId id, std::int64_t number);

    /// Publishes every scheduled story that is due at `now`, each exactly once; returns them.
    base::Result<std::vector<base::StoryId>> publish_due(base::Time now);
    /// Publishes this story if it is scheduled and due at `now`; returns whether it did.
    base::Result<bool> publish_one_due(base::StoryId id, base::Time now);

    base::Result<ImportOutcome> import_story(const ImportedStory& story);
    /// Leaves a section unchanged that has been renamed from this slug.
    base::Result<ImportOutcome> put_section(const NamedEntry& entry);
    /// Makes the section visible to readers even while it is empty. Fails with `not_found` if there is none.
    base::Result<void> show_section(const std::string& slug);
    /// Sets the section's position in menus; sections with equal positions are ordered by name.
    base::Result<void> place_section(const std::string& slug, std::int64_t position);
    /// The old slug redirects to the new one permanently. Fails with `conflict` (/slug) if the new one belongs or
    /// belonged to another section.
    base::Result<void> rename_section(const std::string& slug, const std::string& to);
    /// Moves the stories of one topic to another, and makes the first one's slug and aliases aliases of it. Fails with
    /// `invalid` (/into) if both are the same. The moved stories are recorded for unmerge_topics().
    base::Result<void> merge_topics(const std::string& slug, const std::string& into, const std::string& by);
    /// Restores the topic removed by that merge, with its aliases and those of its stories that still have the
    /// remaining topic. Fails with `not_found` if there is no such merge, `conflict` if its slug belongs to another
    /// topic now. Returns the slug.
    base::Result<std::string> unmerge_topics(std::int64_t merge);
    /// Moves those of these stories that have the one topic to another, which is created with `name` if it does
    /// not exist. Fails with `invalid` (/into) if both are the same, or if a new one has no name. Returns how
    /// many were moved.
    base::Result<std::int64_t> split_topic(const std::string& slug, const std::string& into, const std::string& name,
                                           std::span<const base::StoryId> stories);
    base::Result<ImportOutcome> put_topic(const NamedEntry& entry);
    base::Result<ImportOutcome> put_author(const NamedEntry& entry);
    /// Stores a picture whose files are already durable. `source` identifies it: the same source always means
    /// the same medium.
    base::Result<ImportOutcome> put_medium(const Medium& medium);
    /// The same for an upload. If a medium with the same original exists, returns its id and changes nothing.
    base::Result<base::MediumId> add_medium(const Medium& medium);
    /// Whether a medium that stories use may be changed; if not, that fails with `forbidden`.
    enum class WhileUsed : std::uint8_t { allowed, refused };
    /// Returns true if readers may see a difference.
    base::Result<bool> change_medium(base::MediumId id, const MediumChange& change, WhileUsed while_used);
    /// Replaces the files of a medium: stories show the new ones at once, and its old addresses (as returned by
    /// `address_of`) lead to the new one. Its texts stay. Fails with `conflict` if the files belong to another medium.
    base::Result<void> replace_medium(base::MediumId id, const Medium& fresh, WhileUsed while_used,
                                      const std::function<std::string(const MediumFile&)>& address_of);
    /// Fails with `conflict` if a story uses it.
    base::Result<void> delete_medium(base::MediumId id);
    /// Calls `drop` with every file that no medium uses any more, and forgets those for which it succeeds. Tries all,
    /// then returns the first failure.
    base::Result<void> drop_gone_files(const std::function<base::Result<void>(const GoneFile&)>& drop);
    /// Sets a setting; `value` in the form of settings::stored_text(). Returns whether it changed.
    base::Result<bool> put_setting(const std::string& key, const std::string& value);
    /// Restores the default. Returns whether it changed.
    base::Result<bool> remove_setting(const std::string& key);
    /// Sets the menu of pages in `language` (empty: of all pages without one of their own); no links
    /// restores the sections.
    base::Result<bool> put_menu(const std::string& language, const std::vector<MenuLink>& links);
    /// Redirects `path` to `target`, a path of this site or an https address. Fails with `conflict` (/from) if the
    /// path belongs or belonged to a story, or belongs to a section, topic or author; `invalid` (/to) if it would
    /// form a loop.
    base::Result<ImportOutcome> add_redirect(const Redirect& redirect);
    /// Fails with `not_found` if there is none.
    base::Result<void> remove_redirect(const std::string& path);
    /// Redirects `path` to `target` (a path of this site). Fails with `conflict` if a story is at `path`.
    base::Result<ImportOutcome> put_redirect(const std::string& path, const std::string& target);

    /// Adds views to hours, totals and referrers. Fails with `not_found`, adding nothing, if a story of the batch does
    /// not exist.
    base::Result<void> add_views(std::span<const ViewCount> counts, std::span<const ReferrerCount> referrers = {});
    /// The same for a large batch at a tenth of the cost: durable with the commit and included in a story's `views` at
    /// once, but in lists by views only after the next fold_views(). All its stories must exist.
    base::Result<void> log_views(std::span<const ViewCount> counts, std::span<const ReferrerCount> referrers = {});
    /// Adds logged views to the sums.
    base::Result<void> fold_views();
    /// Declares that referrers are known from the hour `first` on. Call it before adding views to hours earlier than
    /// any that the site has counted. Does nothing if an earlier hour was declared.
    base::Result<void> know_referrers_from(std::int64_t first);

    /// Reads inside this transaction, to check a change and to make its answer. Valid as long as the transaction.
    /// Numbers of stories per section, topic and author are correct only after settle_counts().
    [[nodiscard]] ReadSnapshot look();
    /// Writes the numbers of stories now instead of before the commit.
    base::Result<void> settle_counts();
    /// Becomes durable with the change, and is moved to the audit log later.
    base::Result<void> note(const AuditEvent& event);
    /// Deletes notes that are already in the audit log.
    base::Result<void> forget_notes(std::span<const PendingNote> notes);
    /// Nothing if there is none, or if it has expired.
    base::Result<std::optional<KeptAnswer>> kept_answer(const std::string& key);
    /// `answer.at` is set to now.
    base::Result<void> keep_answer(KeptAnswer answer);
    /// Deletes some of the expired answers; returns how many.
    base::Result<std::int64_t> sweep_answers();

    /// Whether readers can see the story now.
    base::Result<bool> is_published(base::StoryId id);
    /// A story as it is inside this transaction, for the answer to a change.
    base::Result<story::Story> story(base::StoryId id);
    base::Result<RankingFacts> ranking_facts(base::StoryId id);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
