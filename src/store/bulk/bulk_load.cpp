// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bulk/bulk_load.hpp"

#include <fmt/format.h>

#include "base/time/zone_hours.hpp"
#include "store/engine/derived.hpp"
#include "store/files/file.hpp"
#include "store/files/site_lock.hpp"
#include "store/filing/records.hpp"
#include "store/limits.hpp"
#include "store/lists/filing.hpp"
#include "store/sql/database.hpp"
#include "store/sql/migrate.hpp"
#include "store/sql/sqlite_session.hpp"
#include "store/transaction/tags.hpp"
#include "story/words/headline_words.hpp"

namespace stoppress::store {

namespace {

constexpr std::int64_t kStoriesPerTransaction = 8'000;  // about 50 MiB, which fit into its cache
constexpr std::string_view kBy = "generate";

base::Result<void> refuse_stories(const settings::Settings& settings, Session& session) {
    return guarded([&]() -> base::Result<void> {
        auto change = session.query("change.last");
        change.one();
        if (change.integer("number") != 0) {
            return base::fail(base::ErrorCode::conflict,
                              fmt::format("{} already contains stories; choose another folder with --site.", settings.folder.native()));
        }
        return {};
    });
}

base::Result<void> refuse_stories_in_file(const settings::Settings& settings, const std::filesystem::path& file, const SiteLock& lock) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        if (lock.had_database()) {
            return base::fail(base::ErrorCode::corrupt,
                              fmt::format("{} is missing, but this site had one. Restore a backup.", file.native()));
        }
        return {};
    }
    TRY(auto session, open_for_reading(settings));
    return refuse_stories(settings, *session);
}

}  // namespace

class BulkLoad::Impl {
public:
    Impl(const settings::Settings& settings, const base::Clock& clock, Database database, std::optional<SiteLock> lock)
        : settings_(settings),
          clock_(clock),
          database_(std::move(database)),
          lock_(std::move(lock)),
          new_file_(database_.file().native() + ".new") {}
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    Impl(Impl&&) = delete;
    Impl& operator=(Impl&&) = delete;
    ~Impl() {
        session_.reset();
        if (database_.is_file()) {
            remove(new_file_);
        }
    }

    base::Result<void> start() {
        if (database_.is_file()) {
            remove(new_file_);
            TRY(session_, SqliteSession::open(new_file_, Access::bulk));
            return guarded([&]() -> base::Result<void> {
                apply_migration(*session_, migrations_of(Dialect::sqlite).front());
                session_->run("transaction.begin");
                return {};
            });
        }
        // On a server the indexes exist from the beginning, and everything is one transaction: if interrupted, it also
        // leaves nothing.
        TRY(session_, database_.open(Access::bulk, kLongPatience));
        TRY_VOID(migrate(*session_, settings_.folder, migrations_of(Dialect::postgres), clock_));
        return guarded([&]() -> base::Result<void> {
            session_->run("transaction.begin");
            session_->query("site.lock").one();
            TRY_VOID(refuse_stories(settings_, *session_));
            session_->run("bulk.reset");
            return {};
        });
    }

    base::Result<void> add_section(const NamedEntry& entry) {
        sections_.push_back(entry.slug);
        return add_entry("bulk.section", entry);
    }
    base::Result<void> add_topic(const NamedEntry& entry) {
        topics_.push_back(entry.slug);
        return add_entry("bulk.topic", entry);
    }

    base::Result<void> add_author(const NamedEntry& entry) {
        authors_.push_back(entry.slug);
        return guarded([&]() -> base::Result<void> {
            auto query = session_->query("bulk.author");
            query.set("slug", entry.slug).set("name", entry.name).set("biography", entry.description).set("email", entry.email);
            query.set("url", entry.url).set("organisation", entry.organisation).run();
            return {};
        });
    }

    base::Result<void> add_story(const BulkStory& story) {
        return guarded([&]() -> base::Result<void> {
            const auto id = ++last_;
            const auto at = base::to_milliseconds(story.published_at);
            insert(story, id, at);
            for (std::size_t i = 0; i < story.topics.size(); ++i) {
                file_under("story_topic.insert", id, i, story.topics[i], at);
            }
            for (std::size_t i = 0; i < story.authors.size(); ++i) {
                file_under("story_author.insert", id, i, story.authors[i], at);
            }
            ++languages_["language:" + story.language];
            ++months_[month_name_of(story.published_at)];
            if (database_.is_file() && id % kStoriesPerTransaction == 0) {
                session_->run("transaction.commit");
                session_->run("transaction.begin");
            }
            return {};
        });
    }

    base::Result<void> finish() {
        TRY_VOID(guarded([&]() -> base::Result<void> {
            write_counters();
            session_->run("transaction.commit");
            if (database_.is_file()) {
                const std::span all(migrations_of(Dialect::sqlite));
                for (const auto& migration : all.subspan(1)) {
                    apply_migration(*session_, migration);
                }
            }
            session_->run("transaction.begin");
            while (fill_headline_words(*session_, kWordsAtOnce) == kWordsAtOnce) {
            }
            while (fill_feed_ids(*session_, settings_.site.url, kFeedIdsAtOnce)) {
            }
            session_->run("transaction.commit");
            return {};
        }));
        session_.reset();
        return database_.is_file() ? put_in_place() : base::Result<void>{};
    }

private:
    static void remove(const std::filesystem::path& file) {
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
    }

    base::Result<void> put_in_place() {
        const auto& file = database_.file();
        TRY_VOID(sync_file(new_file_));
        remove(file.native() + "-wal");
        remove(file.native() + "-shm");
        std::error_code error;
        std::filesystem::rename(new_file_, file, error);
        if (error) {
            return base::fail(base::ErrorCode::io, fmt::format("{} cannot be written: {}.", file.native(), error.message()));
        }
        TRY_VOID(sync_folder(settings_.folder));
        return lock_->mark_database();
    }

    base::Result<void> add_entry(StatementName insert_entry, const NamedEntry& entry) {
        return guarded([&]() -> base::Result<void> {
            session_->query(insert_entry).set("slug", entry.slug).set("name", entry.name).set("description", entry.description).run();
            return {};
        });
    }

    static std::string slugs(const std::vector<std::string>& of, const std::vector<std::size_t>& chosen) {
        std::string text;
        for (const auto index : chosen) {
            text += text.empty() ? "" : " ";
            text += of.at(index);
        }
        return text;
    }

    void insert(const BulkStory& story, std::int64_t id, std::int64_t at) {
        const auto address = story::default_address(story.published_at, story.slug, settings_.site.timezone);
        auto row = session_->query("bulk.story");
        row.set("id", id)
            .set("slug", story.slug)
            .set("address", address)
            .set("headline", story.headline)
            .set("standfirst", story.standfirst);
        row.set("opening", story.opening).set("section", static_cast<std::int64_t>(story.section) + 1).set("language", story.language);
        row.set("at", at).set("by", kBy).run();
        auto revision = session_->query("bulk.revision");
        revision.set("id", id).set("at", at).set("by", kBy).set("body", story.body).set("headline", story.headline);
        revision.set("standfirst", story.standfirst).set("slug", story.slug).set("section", sections_.at(story.section));
        revision.set("topics", slugs(topics_, story.topics)).set("authors", slugs(authors_, story.authors));
        revision.set("language", story.language).run();
        session_->query("view_total.insert").set("story", id).run();
        session_->query("bulk.address").set("path", address).set("story", id).run();
    }

    void file_under(StatementName statement, std::int64_t id, std::size_t position, std::size_t entry, std::int64_t at) {
        session_->query(statement)
            .set("story", id)
            .set("position", static_cast<std::int64_t>(position))
            .set("entry", static_cast<std::int64_t>(entry) + 1)
            .set("listed_at", at)
            .run();
    }

    /// Finding a month in a time zone costs more than writing a story. Stories come in order, so the last result is
    /// mostly right.
    const std::string& month_name_of(base::Time time) {
        const auto hour = hours_.hour_of(time);  // each of them lies in one month of the zone
        if (hour != month_hour_) {
            month_hour_ = hour;
            month_ = month_of(time, settings_);
        }
        return month_;
    }

    void write_counters() {
        session_->run("bulk.count_sections");
        session_->run("bulk.count_topics");
        session_->run("bulk.count_authors");
        for (const auto& [name, stories] : languages_) {
            session_->query("tally.add").set("name", name).set("by", stories).run();
        }
        session_->query("tally.add").set("name", "article").set("by", last_).run();
        for (const auto& [month, stories] : months_) {
            session_->query("month.add").set("month", month).set("by", stories).run();
        }
        session_->query("made_with.put").set("name", kMonthsMadeWith).set("value", months_made_with(settings_)).run();
        session_->query("made_with.put").set("name", kHeadlineWordsMadeWith).set("value", std::string(story::kHeadlineWordsRules)).run();
        auto change = session_->query("change.append");
        change.set("number", std::int64_t{1}).set("at", base::to_milliseconds(clock_.now())).set("kind", kBy).set("story", base::StoryId{});
        change.set("tags", site_tag() + ' ' + menu_tag()).run();
    }

    const settings::Settings settings_;
    const base::Clock& clock_;
    Database database_;
    std::optional<SiteLock> lock_;
    std::filesystem::path new_file_;
    std::unique_ptr<Session> session_{};
    std::vector<std::string> sections_{};  // slugs, in the order of their ids from 1; the same for topics and authors
    std::vector<std::string> topics_{};
    std::vector<std::string> authors_{};
    std::int64_t last_ = 0;
    std::map<std::string, std::int64_t> languages_{};
    std::map<std::string, std::int64_t> months_{};
    const base::ZoneHours hours_{settings_.site.timezone};
    base::Hour month_hour_ = base::Hour::min();
    std::string month_{};
};

BulkLoad::BulkLoad(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BulkLoad::~BulkLoad() = default;

base::Result<std::unique_ptr<BulkLoad>> BulkLoad::begin(const settings::Settings& settings, const base::Clock& clock) {
    TRY(auto database, Database::of(settings));
    std::optional<SiteLock> lock;
    if (database.is_file()) {
        TRY(lock, SiteLock::acquire(settings.folder));
        TRY_VOID(refuse_stories_in_file(settings, database.file(), *lock));
    }
    auto impl = std::make_unique<Impl>(settings, clock, std::move(database), std::move(lock));
    TRY_VOID(impl->start());
    return std::make_unique<BulkLoad>(std::move(impl));
}

base::Result<void> BulkLoad::add_section(const NamedEntry& entry) {
    return impl_->add_section(entry);
}
base::Result<void> BulkLoad::add_topic(const NamedEntry& entry) {
    return impl_->add_topic(entry);
}
base::Result<void> BulkLoad::add_author(const NamedEntry& entry) {
    return impl_->add_author(entry);
}
base::Result<void> BulkLoad::add_story(const BulkStory& story) {
    return impl_->add_story(story);
}
base::Result<void> BulkLoad::finish() {
    return impl_->finish();
}

}  // namespace stoppress::store
