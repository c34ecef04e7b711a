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
#include "store/audit_event.hpp"
#include "store/kept_answer.hpp"
#include "store/read_snapshot.hpp"
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
    std::string feed_id{};  ///< what its feeds named it by there; empty or taken: as for a new story
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

    /// What was saved as a draft of changes; nothing where there is none.
    base::Result<std::optional<Draft>> draft(base::StoryId id);
    /// Saves a draft of changes to that revision, over the one that is there; readers see none of it. `invalid` where there is no such
    /// revision. Returns its version.
    base::Result<std::int64_t> save_draft(base::StoryId id, std::int64_t base_revision, const story::Content& content,
                                          const std::string& by);
    /// `not_found` where there is none.
    base::Result<void> discard_draft(base::StoryId id);
    /// Makes the draft the latest revision, unless it says nothing new, and it is gone. `not_found` where there is none, `stale` where
    /// somebody saved a revision since the one that it changes, `invalid` without a headline, and as save_story().
    base::Result<void> take_in_draft(base::StoryId id, const std::string& by);
    base::Result<std::optional<story::Content>> revision(base::StoryId id, std::int64_t number);

    /// Empty: nobody. `not_found` as all of these where there is no such story.
    base::Result<void> assign(base::StoryId id, const std::string& to);
    /// Returns its number. `too_large` where the story has as many as it can have, as the next two.
    base::Result<std::int64_t> add_note(base::StoryId id, const std::string& text, const std::string& passage, const std::string& by);
    /// Resolved by `by`, or open again.
    base::Result<void> resolve_note(base::StoryId id, std::int64_t number, bool resolved, const std::string& by);
    /// `conflict` unless the story is published.
    base::Result<std::int64_t> add_correction(base::StoryId id, CorrectionKind kind, const std::string& text, const std::string& by);
    base::Result<std::int64_t> add_preview_link(base::StoryId id, const std::string& hash, base::Time expires_at, const std::string& by);
    base::Result<void> remove_preview_link(base::StoryId id, std::int64_t number);

    /// Publishes every scheduled story whose time has come by `now`; returns them. Each is published once.
    base::Result<std::vector<base::StoryId>> publish_due(base::Time now);
    /// Publishes this one if it is scheduled and its time has come by `now`; whether it did.
    base::Result<bool> publish_one_due(base::StoryId id, base::Time now);

    base::Result<ImportOutcome> import_story(const ImportedStory& story);
    /// Says nothing of a section that has another slug by now.
    base::Result<ImportOutcome> put_section(const NamedEntry& entry);
    /// Readers may see the section from now on, also while nothing published is filed under it. `not_found` where there is none.
    base::Result<void> show_section(const std::string& slug);
    /// Where the section stands in menus: those of one position by name.
    base::Result<void> place_section(const std::string& slug, std::int64_t position);
    /// The old slug leads to the new one for good. `conflict` with field /slug where that is another section's, or was.
    base::Result<void> rename_section(const std::string& slug, const std::string& to);
    /// Files the stories of one topic under another, which the first one's slug and aliases name from then on. `invalid` with field /into
    /// where both are one. What is moved is kept, for unmerge_topics().
    base::Result<void> merge_topics(const std::string& slug, const std::string& into, const std::string& by);
    /// Makes the topic that went in that merge again, with its aliases and its stories: those that are still about the one that stayed.
    /// `not_found` where there is no such merge, `conflict` where its slug names another topic by now. Returns the slug.
    base::Result<std::string> unmerge_topics(std::int64_t merge);
    /// Files these stories, as far as they are about the one topic, under another, which is made with `name` where it is not there.
    /// `invalid` with field /into where both are one, or no name is given for a new one. Returns how many were moved.
    base::Result<std::int64_t> split_topic(const std::string& slug, const std::string& into, const std::string& name,
                                           std::span<const base::StoryId> stories);
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
    /// What the newsroom sets: `value` as settings::stored_text() has it. True where that is something else than before.
    base::Result<bool> put_setting(const std::string& key, const std::string& value);
    /// Back to the default.
    base::Result<bool> remove_setting(const std::string& key);
    /// The menu of pages in `language` (empty: in all that have none of their own); no links: the sections again.
    base::Result<bool> put_menu(const std::string& language, const std::vector<MenuLink>& links);
    /// Lets `path` lead to `target`, a path of this site or an https address. `conflict` with field /from where a story stands there, or
    /// did, or a section, topic or author; `invalid` with field /to where whoever follows it would come back.
    base::Result<ImportOutcome> add_redirect(const Redirect& redirect);
    /// `not_found` where there is none.
    base::Result<void> remove_redirect(const std::string& path);
    /// Lets `path` redirect to `target` (a path of this site). `conflict` where a story stands at `path`.
    base::Result<ImportOutcome> put_redirect(const std::string& path, const std::string& target);

    /// Adds views to hours and totals, and to where they came from. `not_found` (nothing added) where a story of the batch does not exist.
    base::Result<void> add_views(std::span<const ViewCount> counts, std::span<const ReferrerCount> referrers = {});
    /// The same for a large batch at a tenth of the cost: durable with the commit and in a story's `views` at once, in lists by views
    /// after the next fold_views(). All its stories have to exist.
    base::Result<void> log_views(std::span<const ViewCount> counts, std::span<const ReferrerCount> referrers = {});
    /// Adds up what was logged.
    base::Result<void> fold_views();
    /// From the hour `first` on, where readers came from is known. To be said before views are added to earlier hours than the site has
    /// counted in, none of which has any yet; what is known from an earlier hour on stays so.
    base::Result<void> know_referrers_from(std::int64_t first);

    /// Reads what stands inside this transaction, to check a change and to answer it. Valid as long as the transaction. Numbers of stories
    /// per section, topic and author are only right after settle_counts().
    [[nodiscard]] ReadSnapshot look();
    /// Writes the numbers of stories now instead of before the commit.
    base::Result<void> settle_counts();
    /// Becomes durable with the change, and is moved to the audit log afterwards.
    base::Result<void> note(const AuditEvent& event);
    /// Deletes notes that are in the audit log by now.
    base::Result<void> forget_notes(std::span<const PendingNote> notes);
    /// Nothing where there is none, or it has expired.
    base::Result<std::optional<KeptAnswer>> kept_answer(const std::string& key);
    /// `answer.at` is set to now.
    base::Result<void> keep_answer(KeptAnswer answer);
    /// Deletes some of the answers that have expired; returns how many.
    base::Result<std::int64_t> sweep_answers();

    /// Whether the story exists and readers can see it now.
    base::Result<bool> is_published(base::StoryId id);
    /// A story as it stands inside this transaction, for answering what was just done.
    base::Result<story::Story> story(base::StoryId id);
    base::Result<RankingFacts> ranking_facts(base::StoryId id);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
