// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the store's tests: a site in a temporary folder, with a clock that the test sets. The database is real:
// SQLite, or a database of its own on the server named by STOPPRESS_TEST_POSTGRES.
// Thread: the test's.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "document/document.hpp"
#include "settings/settings.hpp"
#include "store/addresses/address_reader.hpp"
#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/lists/list_reader.hpp"
#include "store/renaming_fixture.hpp"
#include "store/sql/postgres_connection.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_reader.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/change_log.hpp"
#include "store/transaction/import_outcome.hpp"

namespace stoppress::store {

class TestClock final : public base::Clock {
public:
    [[nodiscard]] base::Time now() const override { return base::from_milliseconds(milliseconds_.load()); }
    void set(std::string_view rfc3339) { milliseconds_ = base::to_milliseconds(base::parse_rfc3339(rfc3339).value()); }
    void advance(std::chrono::milliseconds by) { milliseconds_ += by.count(); }

private:
    std::atomic<std::int64_t> milliseconds_{1'772'357'400'000};  // 2026-03-01T09:30:00Z
};

class TemporaryFolder {
public:
    TemporaryFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "stoppress-store-XXXXXX").native();
        path_ = ::mkdtemp(pattern.data());
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    TemporaryFolder(TemporaryFolder&&) = delete;
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// A database of its own on the tests' server, if there is one: a copy of one with the newest schema, which the process makes once.
class TestDatabase {
public:
    TestDatabase() {
        const char* server = std::getenv("STOPPRESS_TEST_POSTGRES");
        if (server == nullptr || *server == '\0') {
            return;
        }
        static const TestDatabase kTemplate(server);
        static std::atomic<int> count{0};
        name_it(server, "unit_" + std::to_string(::getpid()) + "_" + std::to_string(++count));
        // As files: what the first session of a database would work out is among them.
        PostgresConnection(server_, {}).run("CREATE DATABASE " + name_ + " TEMPLATE " + kTemplate.name_ + " STRATEGY file_copy");
    }
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;
    TestDatabase(TestDatabase&&) = delete;
    TestDatabase& operator=(TestDatabase&&) = delete;
    ~TestDatabase() {
        if (!name_.empty()) {
            PostgresConnection(server_, {}).run("DROP DATABASE " + name_ + " WITH (FORCE)");
        }
    }
    [[nodiscard]] bool on_server() const { return !url_.empty(); }
    [[nodiscard]] const std::string& url() const { return url_; }

private:
    /// The one with the newest schema and nothing else.
    explicit TestDatabase(std::string server) {
        name_it(std::move(server), "unit_" + std::to_string(::getpid()) + "_template");
        PostgresConnection(server_, {}).run("CREATE DATABASE " + name_);
        const TemporaryFolder folder;
        const TestClock clock;
        settings::Settings settings;
        settings.folder = folder.path();
        settings.database.url = url_;
        if (auto writer = Writer::open(settings, clock); !writer.has_value()) {
            throw std::runtime_error(writer.error().message);
        }
    }
    void name_it(std::string server, std::string name) {
        server_ = std::move(server);
        name_ = std::move(name);
        url_ = server_;
        url_.replace(url_.find("/postgres?"), 9, "/" + name_);
    }

    std::string server_;
    std::string name_;
    std::string url_;
};

/// For tests of behaviour that only a file has.
#define STOPPRESS_ONLY_ON_SQLITE()                     \
    if (database_.on_server()) {                       \
        GTEST_SKIP() << "this is about SQLite's file"; \
    }                                                  \
    static_assert(true)

/// The value of a result; throws if there is none.
template <class T>
T value(base::Result<T> result) {
    if (!result.has_value()) {
        throw std::runtime_error(result.error().message);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

inline document::Document paragraph(std::string text) {
    document::Document body;
    document::Inline run;
    run.text = std::move(text);
    document::Paragraph block;
    block.content.push_back(std::move(run));
    body.blocks.emplace_back().node = std::move(block);
    return body;
}

inline story::Content content(std::string headline) {
    story::Content made;
    made.headline = std::move(headline);
    made.standfirst = "What happened, in a sentence.";
    made.body = paragraph("It happened at noon.");
    made.language = "en";
    return made;
}

class SiteTest : public ::testing::Test {
protected:
    SiteTest() {
        settings_.folder = folder_.path();
        if (database_.on_server()) {
            settings_.database.url = database_.url();
        }
    }

    Writer& writer() {
        if (!writer_) {
            writer_ = value(Writer::open(settings_, clock_));
        }
        return *writer_;
    }
    void close() {
        pool_.reset();
        writer_.reset();
    }

    /// Runs `work` in a job of its own and returns its result.
    template <class Work>
    auto write(Work work) -> std::invoke_result_t<Work, WriteTransaction&> {
        std::invoke_result_t<Work, WriteTransaction&> outcome = base::fail(base::ErrorCode::internal, "not run");
        const auto done = writer().run([&](WriteTransaction& transaction) -> base::Result<void> {
            outcome = work(transaction);
            return outcome.has_value() ? base::Result<void>{} : base::Result<void>(outcome.error());
        });
        if (!done.has_value()) {
            return done.error();
        }
        return outcome;
    }

    /// Runs `work` on a snapshot and returns its result.
    template <class Work>
    auto read(Work work) -> std::invoke_result_t<Work, ReadSnapshot&> {
        static_cast<void>(writer());
        if (!pool_) {
            pool_ = value(ReadPool::open(settings_, 1));
        }
        std::invoke_result_t<Work, ReadSnapshot&> outcome = base::fail(base::ErrorCode::internal, "not run");
        const auto done = pool_->run([&](ReadSnapshot& snapshot) -> base::Result<void> {
            outcome = work(snapshot);
            return {};
        });
        if (!done.has_value()) {
            return done.error();
        }
        return outcome;
    }

    base::StoryId create(story::Content made, const std::string& by = "ada") {
        return value(write([&](WriteTransaction& t) { return StoryWriter(t).create_story(std::move(made), by); }));
    }
    base::Result<void> publish(base::StoryId id, std::optional<base::Time> at = std::nullopt) {
        return write([&](WriteTransaction& t) { return PublishingWriter(t).publish(id, at); });
    }
    base::StoryId published(story::Content made) {
        const auto id = create(std::move(made));
        value(publish(id));
        return id;
    }
    /// As importers do: the body is made ready before the job.
    base::Result<ImportOutcome> import(ImportedStory story) {
        story.body = value(stored_body(story.content));
        story.content.body = {};
        return write([&](WriteTransaction& t) { return StoryWriter(t).import_story(story); });
    }
    std::optional<story::Story> stored(base::StoryId id) {
        return value(read([&](ReadSnapshot& s) { return StoryReader(s).story(id); }));
    }
    std::optional<AddressEntry> at(const std::string& path) {
        return value(read([&](ReadSnapshot& s) { return AddressReader(s).find_address(path); }));
    }
    std::vector<Change> changes() {
        return value(read([&](ReadSnapshot& s) { return ChangeReader(s).changes_after(0, 1000); }));
    }
    std::vector<std::string> headlines(const ListScope& scope, std::int64_t offset = 0, std::int64_t limit = 100) {
        std::vector<std::string> found;
        for (const auto& card : value(read([&](ReadSnapshot& s) { return ListReader(s).list(scope, offset, limit); }))) {
            found.push_back(card.headline);
        }
        return found;
    }
    /// So that every statement about that table fails, until it has its name again.
    void rename_table(const std::string& from, const std::string& to) {
        const auto statement = "ALTER TABLE " + from + " RENAME TO " + to;
        if (database_.on_server()) {
            PostgresConnection(database_.url(), {}).run(statement);
            return;
        }
        rename_table_of_file(folder_.path() / "stoppress.db", from, to);
    }

    void section(const std::string& slug) {
        value(write([&](WriteTransaction& t) {
            NamedEntry entry;
            entry.slug = slug;
            return FilingWriter(t).put_section(entry);
        }));
    }

    TemporaryFolder folder_;
    TestDatabase database_;
    TestClock clock_;
    settings::Settings settings_;
    std::unique_ptr<Writer> writer_;
    std::unique_ptr<ReadPool> pool_;
};

}  // namespace stoppress::store
