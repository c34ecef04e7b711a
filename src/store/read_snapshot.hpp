// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that is read from the store: one read transaction, so one state of everything.
// Flow:   store -> ReadSnapshot -> edition, press, reader, newsroom
// Thread: one at a time; made by ReadPool for one task.
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

/// Which published articles a list holds. At most one of section, topic, author is set.
struct ListScope {
    base::SectionId section;
    base::TopicId topic;
    base::AuthorId author;
    std::string language;              ///< empty: all
    std::optional<base::Time> from;    ///< published at or after
    std::optional<base::Time> before;  ///< published before
};

class ReadSnapshot {
public:
    explicit ReadSnapshot(ReaderSession& session);

    /// The change log's number that this snapshot holds everything of.
    base::Result<base::ChangeNumber> change_number();
    /// At most `limit` changes after `number`, in order.
    base::Result<std::vector<Change>> changes_after(base::ChangeNumber number, std::int64_t limit);

    // At which paths something may stand: an address that is not among them is nowhere.
    /// Of all sections, topics, authors and months.
    base::Result<LivePaths> list_paths();
    /// Of stories (also those that left or were withdrawn) and redirects, in the database's order: at most `limit` behind `path`.
    base::Result<std::vector<std::string>> addresses_after(std::string_view path, std::int64_t limit);
    /// Those that the changes may have added.
    base::Result<LivePaths> paths_of(std::span<const Change> changes);

    // What readers may see: published stories only.
    base::Result<std::optional<AddressEntry>> find_address(std::string_view path);
    base::Result<std::optional<PublishedStory>> published_story(base::StoryId id);
    /// What feeds show of each: without translations and corrections. In the order of `ids`; what is not published is left out. Of a story
    /// whose body cannot be read the body is empty: it costs its own page, not the feeds that it stands in.
    base::Result<std::vector<PublishedStory>> published_stories(std::span<const base::StoryId> ids);
    /// In the order of `ids`; those that are not published articles are left out.
    base::Result<std::vector<story::Card>> cards(std::span<const base::StoryId> ids);
    /// Newest first.
    base::Result<std::vector<story::Card>> list(const ListScope& scope, std::int64_t offset, std::int64_t limit);
    base::Result<std::int64_t> count(const ListScope& scope);
    /// The byline (names, slugs) of each story, in the order of `ids`.
    base::Result<std::vector<std::vector<Author>>> bylines(std::span<const base::StoryId> ids);
    base::Result<std::vector<Section>> sections();
    base::Result<std::vector<Topic>> topics();
    base::Result<std::vector<Author>> authors();
    /// Topics under which something published is filed, by name: at most `limit` from `offset` on, without aliases and descriptions.
    base::Result<std::vector<Topic>> topics_in_use(std::int64_t offset, std::int64_t limit);
    base::Result<std::int64_t> count_topics_in_use();
    /// The same of authors, with id, slug, name and stories alone.
    base::Result<std::vector<Author>> authors_in_use(std::int64_t offset, std::int64_t limit);
    base::Result<std::int64_t> count_authors_in_use();
    /// Whether readers may know of it: nothing that only unpublished stories name is shown to them. A section also where an editor made it.
    base::Result<bool> is_public(const Section& section);
    base::Result<bool> is_public(const Topic& topic);
    base::Result<bool> is_public(const Author& author);
    /// Also by a former slug: the section's own then differs from what was asked for.
    base::Result<std::optional<Section>> section(std::string_view slug);
    /// Also by an alias: the topic's `slug` then differs from what was asked for.
    base::Result<std::optional<Topic>> topic(std::string_view slug);
    base::Result<std::optional<Author>> author(std::string_view slug);
    /// Months with published articles, newest first; in the time zone of the site, in which the writer counts them.
    base::Result<std::vector<Month>> months();
    /// Of one story, in the order in which they were made, whatever its state.
    base::Result<std::vector<Correction>> corrections(base::StoryId id);
    /// Of everything published, newest first.
    base::Result<std::vector<ListedCorrection>> newest_corrections(std::int64_t offset, std::int64_t limit);
    base::Result<std::int64_t> correction_count();
    /// Published stories and pages by id, for sitemaps: at most `limit` with an id above `after`. Cards may lack standfirst and teaser.
    base::Result<std::vector<story::Card>> by_id(base::StoryId after, std::int64_t limit);
    /// The highest id of a published story or page, 0 where there is none.
    base::Result<base::StoryId> last_published_id();

    /// Merges of topics that can be undone, the latest first.
    base::Result<std::vector<TopicMerge>> topic_merges(std::int64_t limit);
    /// The menus that the newsroom chose, by language.
    base::Result<std::vector<Menu>> menus();
    /// Those with `words` in path or target (in any case), by path: at most `limit` behind `after`.
    base::Result<std::vector<Redirect>> redirects(std::string_view words, std::string_view after, std::int64_t limit);
    /// What the newsroom has set: key -> value, for settings::Live.
    base::Result<std::map<std::string, std::string, std::less<>>> settings();

    // For the newsroom.
    base::Result<std::optional<story::Story>> story(base::StoryId id);
    base::Result<StoryList> stories(const StoryQuery& query);
    base::Result<std::vector<RevisionInfo>> revisions(base::StoryId id);
    base::Result<std::optional<story::Content>> revision(base::StoryId id, std::int64_t number);
    /// The name under which the latest revision, and the first one, was saved.
    base::Result<std::string> created_by(base::StoryId id);
    /// What the newsroom sees of each story beside its words and state, in the order of `ids`.
    base::Result<std::vector<StoryWork>> work(std::span<const base::StoryId> ids);
    base::Result<std::optional<Draft>> draft(base::StoryId id);
    base::Result<std::vector<Note>> notes(base::StoryId id);
    /// The story as its page would be with the draft of changes taken in, whatever its state.
    base::Result<std::optional<PublishedStory>> previewed_story(base::StoryId id);
    /// Those that have not expired at `now`.
    base::Result<std::vector<PreviewLink>> preview_links(base::StoryId id, base::Time now);
    /// The story that a link shows whose secret has this hash; nothing where there is none, or it has expired.
    base::Result<std::optional<base::StoryId>> previewed_by(std::string_view hash, base::Time now);
    /// The scheduled stories whose time has come by `now`, first due first.
    base::Result<std::vector<base::StoryId>> due(base::Time now);
    /// When the next scheduled story is due.
    base::Result<std::optional<base::Time>> next_due();

    /// Notes that are not in the audit log yet, the oldest first.
    base::Result<std::vector<PendingNote>> pending_notes(std::int64_t limit);
    /// The answer that was kept for this key; nothing where there is none, or it has expired at `now`.
    base::Result<std::optional<KeptAnswer>> kept_answer(const std::string& key, base::Time now);
    base::Result<KeptAnswers> kept_answers_of(const std::string& who, base::Time now);

    // Pictures and other media.
    /// By its address where it came from.
    base::Result<std::optional<Medium>> medium(std::string_view source);
    base::Result<std::optional<CountedMedium>> medium(base::MediumId id);
    /// By the hash of what it was made of.
    base::Result<std::optional<CountedMedium>> medium_of_original(std::string_view hash);
    base::Result<std::vector<CountedMedium>> media(const MediaQuery& query);
    /// By the hashes that addresses of stories name (media_hash()), those that are known: what pages show of them.
    base::Result<std::map<std::string, Medium>> media_at(const std::set<std::string>& hashes);
    /// Stories that name it, without bodies, by id: at most `limit` with an id above `after`.
    base::Result<std::vector<story::Story>> stories_with(base::MediumId id, base::StoryId after, std::int64_t limit);

    // Views.
    /// As of `now`, in the order of `ids`.
    base::Result<std::vector<story::Views>> views(std::span<const base::StoryId> ids, base::Time now);
    /// Calls `each` with every stored hour from `first` to `last`, both included, ordered by hour.
    base::Result<void> hours_between(std::int64_t first, std::int64_t last, const std::function<void(const ViewCount&)>& each);
    /// Calls `each` with every story's total (hour is 0) and what places it in rankings.
    base::Result<void> totals(const std::function<void(const ViewCount&, const RankingFacts&)>& each);
    /// Calls `each` with every count that is durable and neither in the hours nor in the totals yet.
    base::Result<void> logged_views(const std::function<void(const ViewCount&)>& each);
    /// What the whole site was viewed in the hours from `first` to `last`, both included. Reads the site's own sums and no story's.
    base::Result<Numbers> numbers(std::int64_t first, std::int64_t last);
    base::Result<StoryNumbers> story_numbers(base::StoryId id, std::int64_t first, std::int64_t last);
    /// What places each of these stories in rankings; those that do not exist are left out.
    base::Result<std::vector<RankingFacts>> ranking_facts(std::span<const base::StoryId> ids);
    /// On a server: what this snapshot sees of the log of views, for views_of_others() of a later one.
    base::Result<ViewCursor> view_cursor();
    /// On a server: calls `each` with every count that nodes other than `node` have logged and `cursor`'s snapshot could not see.
    /// Returns the cursor for the next call. `stale` where `cursor` is of another run of the server: its numbers of transactions say
    /// nothing in this one.
    base::Result<ViewCursor> views_of_others(const ViewCursor& cursor, std::int64_t node,
                                             const std::function<void(const ViewCount&)>& each);

    /// How many statements this snapshot's connection has run so far: what a page or an answer costs.
    [[nodiscard]] std::uint64_t statements_run() const;

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
