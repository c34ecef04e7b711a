// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "document/convert.hpp"
#include "store/engine/derived.hpp"
#include "store/lists/filing.hpp"
#include "store/media/records.hpp"
#include "store/people/credentials.hpp"
#include "store/sql/database.hpp"
#include "store/upkeep/maintenance.hpp"
#include "store/views/ranking_facts.hpp"
#include "store/views/records.hpp"
#include "store/views/site_sums.hpp"
#include "store/views/view_log.hpp"
#include "story/words/headline_words.hpp"

namespace stoppress::store {

namespace {

constexpr std::size_t kMaxFindings = 100;  // of each kind; more say nothing new
constexpr std::uint64_t kProgressEvery = 256;

base::Error check_interrupted() {
    return base::fail(base::ErrorCode::unavailable, "interrupted; not everything was checked.");
}

/// Collects what was checked, and the problems found.
class Checker {
public:
    Checker(Session& session, CheckReport& report) : session_(session), report_(report) {}

    void found(std::string where, std::string what) {
        if (++found_ <= kMaxFindings) {
            report_.findings.push_back({std::move(where), std::move(what)});
        }
    }
    /// Adds information that is not a problem.
    void noted(std::string what) {
        if (++noted_ <= kMaxFindings) {
            report_.checked.push_back(std::move(what));
        }
    }
    /// Ends one kind of check.
    void checked(std::string what) {
        if (found_ > kMaxFindings) {
            report_.findings.push_back({what, fmt::format("and {} more", found_ - kMaxFindings)});
        }
        found_ = 0;
        report_.checked.push_back(std::move(what));
    }
    /// Reports each story returned by the statement with this problem.
    void stories(StatementName statement, const std::string& what) {
        auto query = session_.query(statement);
        while (query.next()) {
            found(fmt::format("story {}", query.integer("story")), what);
        }
    }
    /// The same for each entry of that column.
    void entries(StatementName statement, std::string_view kind, std::string_view column, const std::string& what) {
        auto query = session_.query(statement);
        while (query.next()) {
            found(fmt::format("{} {}", kind, query.text(column)), what);
        }
    }
    std::int64_t number(StatementName statement, std::string_view column) {
        auto query = session_.query(statement);
        query.one();
        return query.integer(column);
    }

    Session& session() { return session_; }

private:
    Session& session_;
    CheckReport& report_;
    std::size_t found_ = 0;
    std::size_t noted_ = 0;
};

void check_file(Checker& checker, const std::string& name) {
    auto integrity = checker.session().query("check.integrity");
    while (integrity.next()) {
        if (integrity.text("message") != "ok") {
            checker.found(name, integrity.text("message"));
        }
    }
    auto keys = checker.session().query("check.foreign_keys");
    while (keys.next()) {
        checker.found(fmt::format("{}: {} {}", name, keys.text("name"), keys.integer("row")),
                      fmt::format("refers to a row of {} that does not exist", keys.text("parent")));
    }
    checker.checked(fmt::format("{}: pages, indexes and references", name));
}

base::Result<void> check_bodies(Checker& checker, const Progress& progress, const std::function<bool()>& interrupted) {
    const auto total = static_cast<std::uint64_t>(checker.number("check.revision_count", "revisions"));
    std::uint64_t done = 0;
    auto query = checker.session().query("check.revisions");
    while (query.next()) {
        const auto where = [&query] { return fmt::format("story {}, revision {}", query.integer("story"), query.integer("number")); };
        const auto& stored = query.text("body");
        const auto body = document::from_json(stored);
        if (!body.has_value() && query.integer("latest") == 0) {
            // Nobody needs it any more, and nothing can be done about it.
            checker.noted(fmt::format("{} (not the latest): the body cannot be read: {}", where(), body.error().message));
        } else if (!body.has_value()) {
            checker.found(where(), fmt::format("the body cannot be read: {}; save the story again or restore an earlier revision",
                                               body.error().message));
        } else if (document::to_json(*body) != stored) {
            checker.found(where(), "the body differs from what this version would store; save the story again");
        }
        if (++done % kProgressEvery == 0) {
            progress(done, total);
            if (interrupted()) {
                return check_interrupted();
            }
        }
    }
    progress(done, total);
    checker.stories("check.latest_revisions", "differs from its latest revision");
    checker.checked(fmt::format("{} revisions of {} stories: bodies", done, checker.number("check.story_count", "stories")));
    return {};
}

/// A body of which only the latest state is kept, in a `what`.
void check_body(Checker& checker, const std::string& where, const std::string& stored, std::string_view what) {
    const auto body = document::from_json(stored);
    if (!body.has_value()) {
        checker.found(where, fmt::format("the body cannot be read: {}", body.error().message));
    } else if (document::to_json(*body) != stored) {
        checker.found(where, fmt::format("the body differs from what this version would store; save the {} again", what));
    }
}

void check_templates(Checker& checker) {
    std::int64_t templates = 0;
    auto query = checker.session().query("check.templates");
    while (query.next()) {
        check_body(checker, fmt::format("template {}", query.integer("id")), query.text("body"), "template");
        ++templates;
    }
    checker.checked(fmt::format("{} story templates: bodies", templates));
}

/// Of those that are not deleted. Their bodies are written by imports alone: one that is run again writes them anew.
void check_comments(Checker& checker) {
    std::int64_t comments = 0;
    auto query = checker.session().query("check.comments");
    while (query.next()) {
        if (!document::from_json(query.text("body")).has_value()) {
            checker.found(fmt::format("comment {} of story {}", query.integer("number"), query.integer("story")),
                          "the text cannot be read; import the story again");
        }
        ++comments;
    }
    checker.stories("check.comment_numbers", "has a gap in the numbers of its comments");
    checker.checked(fmt::format("{} comments of earlier sites: texts", comments));
}

/// Drafts of changes, and other data about working on stories.
void check_work(Checker& checker) {
    std::int64_t drafts = 0;
    auto query = checker.session().query("check.drafts");
    while (query.next()) {
        check_body(checker, fmt::format("draft of story {}", query.integer("story")), query.text("body"), "story");
        ++drafts;
    }
    auto kept = checker.session().query("check.draft_versions");
    while (kept.next()) {
        if (!document::from_json(kept.text("body")).has_value()) {
            // Nobody needs it until it is restored, and nothing can be done about it.
            checker.noted(fmt::format("kept version {} of the draft of story {}: the body cannot be read", kept.integer("number"),
                                      kept.integer("story")));
        }
    }
    checker.stories("check.draft_places", "has a draft based on a revision or version that does not exist");
    checker.stories("check.proposals", "has a proposed change without its draft");
    checker.entries("check.trash", "", "what", "and the trash do not name each other");
    checker.stories("check.trash_of_readers", "is in the trash and still published or filed");
    checker.stories("check.notes", "has a gap in the numbers of its notes");
    checker.stories("check.corrections", "has a gap in the numbers of its corrections");
    checker.entries("check.section_aliases", "section", "slug", "is also the former slug of a section");
    checker.entries("check.author_aliases", "author", "slug", "is also the former slug of an author");
    checker.entries("check.topic_aliases", "topic", "slug", "is also the alias of a topic");
    checker.checked(fmt::format("{} drafts of changes, notes, corrections, former names", drafts));
}

void check_feed_ids(Checker& checker) {
    checker.stories("check.feed_ids", "has the same feed id as another story");
    checker.checked("feeds: ids of stories are unique");
}

void check_searches(Checker& checker) {
    auto query = checker.session().query("check.headline_words");
    while (query.next()) {
        if (story::headline_words(query.text("headline"), query.text("standfirst")) != query.text("headline_words")) {
            checker.found(fmt::format("story {}", query.integer("story")), "cannot be found by the words of its headline and standfirst");
        }
    }
    checker.checked("search: words of the headlines and standfirsts");
}

void check_addresses(Checker& checker) {
    checker.stories("check.addresses", "is not found at its own address");
    checker.entries("check.stray_addresses", "address", "path", "belongs to a story that has another address");
    checker.checked(fmt::format("{} addresses", checker.number("check.address_count", "addresses")));
}

void check_lists(Checker& checker, const settings::Settings& settings) {
    checker.stories("check.story_topics", "has a different date in the list of a topic");
    checker.stories("check.story_authors", "has a different date in the list of an author");
    checker.entries("check.sections", "section", "slug", "the number of stories is wrong");
    checker.entries("check.topics", "topic", "slug", "the number of stories is wrong");
    checker.entries("check.authors", "author", "slug", "the number of stories is wrong");
    checker.entries("check.tallies", "counter", "name", "is wrong");
    auto months = count_months(checker.session(), settings);
    auto stored = checker.session().query("month.list");
    while (stored.next()) {
        const auto& month = stored.text("month");
        if (months[month] != stored.integer("stories")) {
            checker.found(fmt::format("archive {}", month), "the number of stories is wrong");
        }
        months.erase(month);
    }
    for (const auto& [month, stories] : months) {
        checker.found(fmt::format("archive {}", month), fmt::format("{} stories are missing", stories));
    }
    checker.stories("check.front", "has a place on the front page, but is not a published article");
    checker.checked("lists: dates and numbers of stories, the front page");
}

void check_log(Checker& checker) {
    auto log = checker.session().query("check.log");
    log.one();
    const auto entries = log.integer("entries");
    if (entries != log.integer("last") || (entries > 0 && log.integer("first") != 1)) {
        checker.found("change log",
                      fmt::format("has {} entries but the last number is {}: entries are missing", entries, log.integer("last")));
    }
    checker.checked(fmt::format("change log: {} entries", entries));
}

/// The referrers of one batch: part of its counts.
void check_referrer_log(Checker& checker, const std::string& where, const std::string& stored, const std::vector<ViewCount>& counts) {
    std::map<std::pair<base::Hour, base::StoryId>, std::int64_t> left;
    for (const auto& count : counts) {
        left[{count.hour, count.story}] += count.views;
    }
    std::vector<ReferrerCount> referrers;
    const auto read = read_referrer_log(stored, [&referrers](const ReferrerCount& referrer) { referrers.push_back(referrer); });
    if (!read.has_value()) {
        checker.found(where, "the referrers cannot be read");
    } else if (write_referrer_log(referrers) != stored) {
        checker.found(where, "the referrers are not in the form that this program writes");
    }
    for (const auto& referrer : referrers) {
        if (referrer.views <= 0 || (left[{referrer.hour, referrer.story}] -= referrer.views) < 0) {
            checker.found(where, fmt::format("counts more referrers than views for story {}", referrer.story.value));
        }
    }
}

/// Logged batches: one that cannot be read, or names no story, would stop all counting when it is added to the sums.
void check_view_log(Checker& checker) {
    std::set<base::StoryId> stories;
    std::int64_t batches = 0;
    bool gap = false;
    each_logged_batch(checker.session(), [&](const LoggedBatch& batch) {
        const auto number = batch.number;
        const auto where = fmt::format("batch {} of views", number);
        // fold_views() processes all of them, and later ones start again at 1.
        if (number != ++batches && !gap && checker.session().dialect() == Dialect::sqlite) {
            checker.found(where, fmt::format("number {} expected: batches are missing", batches));
            gap = true;
        }
        const auto& stored = batch.counts;
        std::vector<ViewCount> counts;
        const auto read = read_view_log(stored, [&counts](const ViewCount& count) { counts.push_back(count); });
        if (!read.has_value()) {
            checker.found(where, "cannot be read");
        } else if (counts.empty()) {
            checker.found(where, "is empty");
        } else if (write_view_log(counts) != stored) {
            checker.found(where, "is not in the form that this program writes");
        }
        check_referrer_log(checker, where, batch.referrers, counts);
        for (const auto& count : counts) {
            if (count.hour <= base::Hour{} || count.views < 0 || count.robots < 0 || (count.views == 0 && count.robots == 0)) {
                checker.found(where, fmt::format("has invalid counts: {} views and {} by robots in hour {} for story {}", count.views,
                                                 count.robots, base::to_number(count.hour), count.story.value));
            }
            stories.insert(count.story);
        }
    });
    for (const auto story : stories) {
        if (!find_ranking_facts(checker.session(), story)) {
            checker.found(fmt::format("story {}", story.value), "does not exist, but has views that are not yet added to the totals");
        }
    }
    checker.checked(fmt::format("views not yet added to the totals: {} batches", batches));
}

void check_views(Checker& checker) {
    checker.stories("check.views", "the total of its views is not the sum of its hours");
    checker.stories("check.without_total", "has no total of its views");
    for (const auto hour : wrong_site_hours(checker.session(), base::Hour{}, base::Hour::max())) {
        checker.found(fmt::format("hour {} of the site's views", base::to_number(hour)), "is not the sum over the stories");
    }
    auto referrers = checker.session().query("check.referrer_hours");
    while (referrers.next()) {
        checker.found(fmt::format("hour {} of the site's referrers", referrers.integer("hour")), "is not the sum over the stories");
    }
    checker.stories("check.story_referrers", "has more referrers than views");
    checker.checked("views: totals match hours, site totals and referrers match stories");
}

base::Result<void> check_media(Checker& checker, const VerifyMedium& verify, const std::function<bool()>& interrupted) {
    std::int64_t done = 0;
    auto query = checker.session().query("check.media");
    while (query.next()) {
        if (interrupted()) {
            return check_interrupted();
        }
        Medium medium;
        medium.id = {query.integer("id")};
        medium.file.hash = query.text("hash");
        medium.file.content_type = query.text("content_type");
        medium.file.size = query.integer("size");
        medium.original = query.text("original");
        medium.original_type = query.text("original_type");
        if (const auto verified = verify(medium); !verified.has_value()) {
            checker.found(fmt::format("picture {}", medium.id.value), verified.error().message);
        }
        ++done;
    }
    std::int64_t renditions = 0;
    auto others = checker.session().query("check.renditions");
    while (others.next()) {
        if (interrupted()) {
            return check_interrupted();
        }
        Medium medium;
        medium.id = {others.integer("medium")};
        medium.file.hash = others.text("hash");
        medium.file.content_type = others.text("content_type");
        if (const auto verified = verify(medium); !verified.has_value()) {
            checker.found(fmt::format("picture {}", medium.id.value), verified.error().message);
        }
        ++renditions;
    }
    auto unnamed = checker.session().query("check.media_addresses");
    while (unnamed.next()) {
        checker.found(fmt::format("picture {}", unnamed.integer("medium")), "has no address that stories can refer to");
    }
    auto captions = checker.session().query("check.captions");
    while (captions.next()) {
        if (interrupted()) {
            return check_interrupted();
        }
        Medium medium;
        medium.id = {captions.integer("medium")};
        medium.file.hash = captions.text("hash");
        medium.file.content_type = kCaptionsType;
        if (const auto verified = verify(medium); !verified.has_value()) {
            checker.found(fmt::format("captions of file {}", medium.id.value), verified.error().message);
        }
    }
    checker.checked(fmt::format("{} pictures in {} widths and formats: hash of each file", done, renditions));
    return {};
}

/// Whether each entry of the audit log matches the hash of the one before it.
void check_audit(Checker& checker) {
    const auto verdict = verify_audit(checker.session());
    if (verdict.broken != 0) {
        checker.found(
            "audit log",
            fmt::format("entry {} does not match the hash of the entry before it: the log was changed outside Stoppress", verdict.broken));
    }
    checker.checked(fmt::format("{} entries of the audit log: hash chain", verdict.entries));
}

base::Result<void> check_credentials(const settings::Settings& settings, CheckReport& report) {
    TRY(const auto place, credentials_database(settings));
    std::error_code error;
    if (place.is_file() && !std::filesystem::exists(place.file(), error)) {
        return {};
    }
    // Not Access::read, which cannot roll back a half-written commit of a killed server.
    TRY(auto session, place.open(Access::credentials, kLongPatience));
    return guarded([&]() -> base::Result<void> {
        Checker checker(*session, report);
        if (place.is_file()) {
            check_file(checker, place.file().filename().native());
        } else if (checker.number("schema.tables", "tables") == 0) {
            return {};
        }
        constexpr std::int64_t kFirstWithAudit = 2;
        if (checker.number("schema.version", "version") >= kFirstWithAudit) {
            check_audit(checker);
        }
        return {};
    });
}

}  // namespace

base::Result<void> check_content(Session& session, const settings::Settings& settings, const Progress& progress,
                                 const VerifyMedium& verify_medium, const std::function<bool()>& interrupted, CheckReport& report) {
    return guarded([&]() -> base::Result<void> {
        Checker checker(session, report);
        if (session.dialect() == Dialect::sqlite) {
            // A server verifies its pages itself (data_checksums), and enforces foreign keys itself.
            TRY(const auto database, Database::of(settings));
            check_file(checker, database.file().filename().native());
        }
        TRY_VOID(check_bodies(checker, progress, interrupted));
        const std::array<std::function<void()>, 10> others{[&] { check_work(checker); },
                                                           [&] { check_templates(checker); },
                                                           [&] { check_comments(checker); },
                                                           [&] { check_feed_ids(checker); },
                                                           [&] { check_searches(checker); },
                                                           [&] { check_addresses(checker); },
                                                           [&] { check_lists(checker, settings); },
                                                           [&] { check_log(checker); },
                                                           [&] { check_views(checker); },
                                                           [&] { check_view_log(checker); }};
        for (const auto& check_one : others) {
            if (interrupted()) {
                return check_interrupted();
            }
            check_one();
        }
        return verify_medium ? check_media(checker, verify_medium, interrupted) : base::Result<void>();
    });
}

base::Result<CheckReport> check(const settings::Settings& settings, const Progress& progress, const VerifyMedium& verify_medium) {
    TRY(auto session, open_for_reading(settings, kLongPatience));
    CheckReport report;
    const auto run = [&session](StatementName name) {
        return guarded([&]() -> base::Result<void> {
            session->run(name);
            return {};
        });
    };
    // One state throughout, even while others write.
    TRY_VOID(run("transaction.snapshot"));
    TRY_VOID(check_content(*session, settings, progress, verify_medium, [] { return false; }, report));
    TRY_VOID(run("transaction.commit"));
    TRY_VOID(check_credentials(settings, report));
    return report;
}

}  // namespace stoppress::store
