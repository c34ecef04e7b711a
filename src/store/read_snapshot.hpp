// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can be read from the store. A snapshot is one read transaction, so all results belong to one state.
// Flow:   store -> ReadSnapshot -> edition, press, reader, newsroom
// Owner:  ReadPool, for one task.
// Thread: the task's.
//
// Lists of results follow the order of the given ids. Functions fail with `unavailable`, `corrupt` or `io`; a
// missing object is an empty optional unless a function says otherwise. Hours are those of base::ZoneHours in the
// site's time zone.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/audit_event.hpp"
#include "store/kept_answer.hpp"
#include "store/records.hpp"

namespace stoppress::store {

class ReaderSession;

/// Which published articles a list contains. At most one of section, topic and author is set.
struct ListScope {
    base::SectionId section;
    base::TopicId topic;
    base::AuthorId author;
    std::string language;              ///< BCP 47; empty: all
    std::optional<base::Time> from;    ///< published at or after
    std::optional<base::Time> before;  ///< published before
};

class ReadSnapshot {
public:
    explicit ReadSnapshot(ReaderSession& session);

    /// The change log's number: this snapshot contains everything up to it.
    base::Result<base::ChangeNumber> change_number();
    /// At most `limit` changes after `number`, in order.
    base::Result<std::vector<Change>> changes_after(base::ChangeNumber number, std::int64_t limit);

    // Paths that may be live: nothing is at any other path.
    /// Paths of all sections, topics, authors and months.
    base::Result<LivePaths> list_paths();
    /// Paths of stories (also former addresses and withdrawn stories) and redirects, in the database's order: at most
    /// `limit` after `path`.
    base::Result<std::vector<std::string>> addresses_after(std::string_view path, std::int64_t limit);
    /// The paths that the changes may have added.
    base::Result<LivePaths> paths_of(std::span<const Change> changes);

    // What readers may see: published stories only.
    base::Result<std::optional<AddressEntry>> find_address(std::string_view path);
    base::Result<std::optional<PublishedStory>> published_story(base::StoryId id);
    /// What feeds show of each: without translations and corrections. Unpublished stories are left out. A body that
    /// cannot be read is left empty, so that it affects its own page only and not the feeds with the story.
    base::Result<std::vector<PublishedStory>> published_stories(std::span<const base::StoryId> ids);
    /// Stories that are not published articles are left out.
    base::Result<std::vector<story::Card>> cards(std::span<const base::StoryId> ids);
    /// Newest first.
    base::Result<std::vector<story::Card>> list(const ListScope& scope, std::int64_t offset, std::int64_t limit);
    base::Result<std::int64_t> count(const ListScope& scope);
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
    base::Result<std::optional<Author>> author(std::string_view slug);
    /// Months with published articles, newest first, in the site's time zone.
    base::Result<std::vector<Month>> months();
    /// Of one story, oldest first, whatever its status.
    base::Result<std::vector<Correction>> corrections(base::StoryId id);
    /// Of all published stories, newest first.
    base::Result<std::vector<ListedCorrection>> newest_corrections(std::int64_t offset, std::int64_t limit);
    base::Result<std::int64_t> correction_count();
    /// Published stories and pages by id, for sitemaps: at most `limit` with an id above `after`. Cards may lack
    /// standfirst and teaser.
    base::Result<std::vector<story::Card>> by_id(base::StoryId after, std::int64_t limit);
    /// The highest id of a published story or page; 0 if there is none.
    base::Result<base::StoryId> last_published_id();

    /// Merges of topics that can be undone, latest first.
    base::Result<std::vector<TopicMerge>> topic_merges(std::int64_t limit);
    /// The menus set in the newsroom, by language.
    base::Result<std::vector<Menu>> menus();
    /// Redirects with `words` in path or target (ignoring case), by path: at most `limit` after `after`.
    base::Result<std::vector<Redirect>> redirects(std::string_view words, std::string_view after, std::int64_t limit);
    /// The settings made in the newsroom: key -> value, for settings::EffectiveSettings.
    base::Result<std::map<std::string, std::string, std::less<>>> settings();

    // For the newsroom.
    base::Result<std::optional<story::Story>> story(base::StoryId id);
    base::Result<StoryList> stories(const StoryQuery& query);
    base::Result<std::vector<RevisionInfo>> revisions(base::StoryId id);
    base::Result<std::optional<story::Content>> revision(base::StoryId id, std::int64_t number);
    /// Who created the story. Fails with `not_found` if there is no such story.
    base::Result<std::string> created_by(base::StoryId id);
    /// What the newsroom shows of each story besides its content and status.
    base::Result<std::vector<StoryWork>> work(std::span<const base::StoryId> ids);
    base::Result<std::optional<Draft>> draft(base::StoryId id);
    base::Result<std::vector<Note>> notes(base::StoryId id);
    /// The story as its page would be with its draft of changes, whatever its status.
    base::Result<std::optional<PublishedStory>> previewed_story(base::StoryId id);
    /// The links that have not expired at `now`.
    base::Result<std::vector<PreviewLink>> preview_links(base::StoryId id, base::Time now);
    /// The story of the preview link whose secret has this hash; nothing if there is none, or if it has expired.
    base::Result<std::optional<base::StoryId>> previewed_by(std::string_view hash, base::Time now);
    /// The scheduled stories that are due at `now`, first due first.
    base::Result<std::vector<base::StoryId>> due(base::Time now);
    /// When the next scheduled story is due.
    base::Result<std::optional<base::Time>> next_due();

    /// Notes that are not in the audit log yet, oldest first.
    base::Result<std::vector<PendingNote>> pending_notes(std::int64_t limit);
    /// The stored answer for this key; nothing if there is none, or if it has expired at `now`.
    base::Result<std::optional<KeptAnswer>> kept_answer(const std::string& key, base::Time now);
    base::Result<KeptAnswers> kept_answers_of(const std::string& who, base::Time now);

    // Pictures and other media.
    /// By its address on the site that it was imported from.
    base::Result<std::optional<Medium>> medium(std::string_view source);
    base::Result<std::optional<CountedMedium>> medium(base::MediumId id);
    /// By the hash of its original.
    base::Result<std::optional<CountedMedium>> medium_of_original(std::string_view hash);
    base::Result<std::vector<CountedMedium>> media(const MediaQuery& query);
    /// By the hashes in addresses of stories (media_hash()); unknown hashes are left out.
    base::Result<std::map<std::string, Medium>> media_at(const std::set<std::string>& hashes);
    /// Stories that use it, without bodies, by id: at most `limit` with an id above `after`.
    base::Result<std::vector<story::Story>> stories_with(base::MediumId id, base::StoryId after, std::int64_t limit);

    // Views.
    /// As of `now`.
    base::Result<std::vector<story::Views>> views(std::span<const base::StoryId> ids, base::Time now);
    /// Calls `each` with every stored hour from `first` to `last` inclusive, ordered by hour.
    base::Result<void> hours_between(std::int64_t first, std::int64_t last, const std::function<void(const ViewCount&)>& each);
    /// Calls `each` with every story's total (its hour is 0) and the facts that rankings need.
    base::Result<void> totals(const std::function<void(const ViewCount&, const RankingFacts&)>& each);
    /// Calls `each` with every count that is durable but not yet part of the hours and totals.
    base::Result<void> logged_views(const std::function<void(const ViewCount&)>& each);
    /// The views of the whole site in the hours from `first` to `last` inclusive. Reads the site's sums only,
    /// not the stories'.
    base::Result<Numbers> numbers(std::int64_t first, std::int64_t last);
    base::Result<StoryNumbers> story_numbers(base::StoryId id, std::int64_t first, std::int64_t last);
    /// The facts that rankings need about these stories; stories that do not exist are left out.
    base::Result<std::vector<RankingFacts>> ranking_facts(std::span<const base::StoryId> ids);
    /// On a server: the position in the log of views up to which this snapshot sees it, for views_of_others() of a
    /// later one.
    base::Result<ViewCursor> view_cursor();
    /// On a server: calls `each` with every count that nodes other than `node` have logged and that was not visible at
    /// `cursor`. Returns the cursor for the next call. Fails with `stale` if `cursor` is from before a restart of the
    /// server, because transaction numbers cannot be compared across it.
    base::Result<ViewCursor> views_of_others(const ViewCursor& cursor, std::int64_t node,
                                             const std::function<void(const ViewCount&)>& each);

    /// How many statements this snapshot's connection has run so far: the cost of a page or an answer.
    [[nodiscard]] std::uint64_t statements_run() const;

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
