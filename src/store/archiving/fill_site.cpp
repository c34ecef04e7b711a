// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archiving/fill_site.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "settings/effective_settings.hpp"
#include "store/archiving/line_reader.hpp"
#include "store/archiving/row_numbers.hpp"
#include "store/archiving/row_text.hpp"
#include "store/archiving/site_archive.hpp"
#include "store/archiving/view_log_row.hpp"
#include "store/archiving/write_tables.hpp"
#include "store/files/file.hpp"
#include "store/people/credentials.hpp"
#include "store/site/site_reader.hpp"
#include "store/sql/database.hpp"
#include "store/sql/migrate.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"
#include "store/views/records.hpp"
#include "store/views/view_log.hpp"

namespace stoppress::store {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFindingsNamed = 5;

base::Error import_stopped() {
    return base::fail(base::ErrorCode::unavailable, "interrupted; nothing was imported.");
}

/// Calls `each` with the cells of every line. What is wrong with a line, or with its row, is said with its number.
base::Result<void> each_line(const fs::path& archive, const std::string& name, RowForm form, Columns columns, const Copied& done,
                             const std::function<base::Result<void>(const Cells&)>& each) {
    TRY(auto file, File::open(archive / name));
    LineReader lines(std::move(file), kMaxRowBytes);
    const auto wrong = [&](const base::Error& error) {
        return base::fail(error.code,
                          fmt::format("{}, line {}: {}{}", name, lines.number(), error.message, error.message.ends_with('.') ? "" : "."));
    };
    std::int64_t rows = 0;
    while (true) {
        const auto line = lines.next();
        if (!line.has_value()) {
            return base::fail(line.error().code, fmt::format("{}: {}.", name, line.error().message));
        }
        if (!*line) {
            return {};
        }
        if (form == RowForm::csv && lines.number() == 1) {
            if (fmt::format("{}\n", **line) != csv_head(columns)) {
                return wrong(base::fail(base::ErrorCode::corrupt, "it does not name the columns of this version's table"));
            }
            continue;
        }
        const auto cells = cells_in(**line, form, columns);
        if (!cells.has_value()) {
            return wrong(cells.error());
        }
        const auto put_in = guarded([&]() -> base::Result<void> {
            TRY_VOID(refuse_wrong_numbers(*cells, columns));
            return each(*cells);
        });
        if (!put_in.has_value()) {
            return wrong(put_in.error());
        }
        if (!done(name, ++rows)) {
            return import_stopped();
        }
    }
}

/// `look`: may refuse a row.
base::Result<void> fill_table(Session& session, const SiteTable& table, const fs::path& archive, const std::string& name, RowForm form,
                              const Copied& done, const std::function<base::Result<void>(const Cells&, Columns)>& look = {}) {
    const Columns columns = statement(session.dialect(), table.write).parameters;
    return each_line(archive, name, form, columns, done, [&](const Cells& cells) -> base::Result<void> {
        if (look) {
            TRY_VOID(look(cells, columns));
        }
        auto write = session.query(table.write);
        put(write, cells, columns);
        write.run();
        return {};
    });
}

base::Result<void> refuse_wrong_view(const ViewCount& count) {
    static constexpr std::array kNumbers{ValueSlot{"hour", ValueType::integer}, ValueSlot{"story", ValueType::integer},
                                         ValueSlot{"views", ValueType::integer}, ValueSlot{"robots", ValueType::integer}};
    return refuse_wrong_numbers({base::to_number(count.hour), count.story.value, count.views, count.robots}, kNumbers);
}

base::Result<void> fill_view_log(Session& session, const fs::path& archive, const Copied& done) {
    return each_line(
        archive, std::string(kViewLogFile), RowForm::json, kViewLogColumns, done, [&](const Cells& cells) -> base::Result<void> {
            std::vector<ViewCount> counts;
            std::vector<ReferrerCount> referrers;
            TRY_VOID(read_view_log(std::get<std::string>(cells.at(0)), [&](const ViewCount& count) { counts.push_back(count); }));
            TRY_VOID(read_referrer_log(std::get<std::string>(cells.at(1)), [&](const ReferrerCount& one) { referrers.push_back(one); }));
            for (const auto& count : counts) {
                TRY_VOID(refuse_wrong_view(count));
            }
            for (const auto& one : referrers) {
                TRY_VOID(refuse_wrong_view({.story = one.story, .hour = one.hour, .views = one.views, .robots = 0}));
            }
            return add_view_counts(session, counts, referrers);
        });
}

base::Result<void> fill_tables(Session& session, const fs::path& archive, const Copied& done) {
    for (const auto& table : site_tables()) {
        if (const auto name = file_of(table); name) {
            TRY_VOID(fill_table(session, table, archive, *name, form_of(table), done));
        }
    }
    TRY_VOID(fill_view_log(session, archive, done));
    continue_numbers(session);
    if (!refuse_unfinished_move(session).has_value()) {
        return base::fail(base::ErrorCode::corrupt, "data/made_with.jsonl says that the site was not completed.");
    }
    return {};
}

base::Error not_empty_database(const Database& database) {
    return base::fail(base::ErrorCode::conflict, fmt::format("{} already contains a site; choose an empty database.", database.name()));
}

/// An empty database with its tables, in a transaction.
base::Result<std::unique_ptr<Session>> open_site(const Database& database, const fs::path& folder, const base::Clock& clock) {
    if (database.is_file()) {
        TRY_VOID(File::create(database.file(), 0600));
    }
    // Nobody needs the file if this does not come to its end.
    TRY(auto session, database.open(database.is_file() ? Access::bulk : Access::write, kLongPatience));
    TRY_VOID(migrate(*session, folder, migrations_of(database.dialect()), clock));
    TRY_VOID(refuse_unfinished_move(*session));
    return guarded([&]() -> base::Result<std::unique_ptr<Session>> {
        session->run("transaction.begin");
        be_patient(*session);
        if (!make_ready_to_fill(*session)) {
            return not_empty_database(database);
        }
        return std::move(session);
    });
}

base::Result<std::unique_ptr<Session>> open_empty_people(const settings::Settings& settings, const base::Clock& clock) {
    TRY(const auto database, credentials_database(settings));
    TRY_VOID(Credentials::open(settings, clock));
    TRY(auto session, database.open(Access::credentials, kLongPatience));
    return guarded([&]() -> base::Result<std::unique_ptr<Session>> {
        session->run("transaction.begin");
        be_patient(*session);
        auto numbers = session->query("credentials.archive_read_number");
        numbers.set("after_line", std::int64_t{0}).set("limit", std::int64_t{1}).one();
        if (numbers.integer("audit") != 0 || numbers.integer("person") != 0) {
            return not_empty_database(database);
        }
        return std::move(session);
    });
}

/// Holds the counters of the people's database against its rows, which come before them: a number is never given twice.
class PeopleNumbers {
public:
    base::Result<void> take(std::string_view table, const Cells& cells, Columns columns) {
        const auto number = [&](std::string_view name) { return number_in(cells, columns, name); };
        if (table == "person") {
            person_ = std::max(person_, number("number"));
            return number("number") > 0 ? base::Result<void>() : wrong("\"number\" is not above 0");
        }
        if (table == "audit") {
            if (number("number") > audit_) {
                audit_ = number("number");
                audit_hash_ = text_in(cells, columns, "hash");
            }
            return {};
        }
        if (number("line") != 1 || std::exchange(has_counters_, true)) {
            return wrong("it is not the only line, with the \"line\" 1");
        }
        if (number("person") < person_) {
            return wrong(fmt::format("\"person\" is below {}, the highest number of a person", person_));
        }
        if (number("audit") != audit_ || text_in(cells, columns, "audit_hash") != audit_hash_) {
            return wrong(fmt::format("\"audit\" and \"audit_hash\" are not those of the last entry, {}", audit_));
        }
        return number("session") >= 0 && number("passkey") >= 0 ? base::Result<void>() : wrong("a number in it is below 0");
    }
    /// False if rows have no counters.
    [[nodiscard]] bool are_whole() const { return has_counters_ || (person_ == 0 && audit_ == 0); }

private:
    static base::Error wrong(std::string what) { return base::fail(base::ErrorCode::corrupt, std::move(what)); }
    static const Cell& cell_in(const Cells& cells, Columns columns, std::string_view name) {
        return cells.at(static_cast<std::size_t>(std::ranges::find(columns, name, &ValueSlot::name) - columns.begin()));
    }
    /// -1 for none.
    static std::int64_t number_in(const Cells& cells, Columns columns, std::string_view name) {
        const auto* const number = std::get_if<std::int64_t>(&cell_in(cells, columns, name));
        return number == nullptr ? -1 : *number;
    }
    static std::string text_in(const Cells& cells, Columns columns, std::string_view name) {
        return std::get<std::string>(cell_in(cells, columns, name));
    }

    std::int64_t person_ = 0;
    std::int64_t audit_ = 0;
    std::string audit_hash_{};
    bool has_counters_ = false;
};

base::Result<void> fill_people(Session& session, const fs::path& archive, const Copied& done) {
    PeopleNumbers numbers;
    for (const auto& table : people_tables()) {
        TRY_VOID(fill_table(session, table, archive, file_of_people(table), RowForm::json, done,
                            [&](const Cells& cells, Columns columns) { return numbers.take(table.name, cells, columns); }));
    }
    if (!numbers.are_whole()) {
        return base::fail(base::ErrorCode::corrupt, "data/people/last_number.jsonl has no line, but there are people.");
    }
    const auto verdict = verify_audit(session);
    if (verdict.broken != 0) {
        return base::fail(base::ErrorCode::corrupt,
                          fmt::format("data/people/audit.jsonl: entry {} does not match the hash of the entry before it.", verdict.broken));
    }
    return {};
}

/// The settings with those of the newsroom that are now in the database, by which stories are counted in months.
base::Result<settings::Settings> settings_with_newsroom(Session& session, const settings::Loaded& loaded) {
    ReaderSession reader(session, loaded.settings);
    ReadSnapshot snapshot(reader);
    TRY(const auto kept, SiteReader(snapshot).settings());
    return settings::with_newsroom_at_start(loaded, kept).settings;
}

base::Result<std::vector<Finding>> look_for_problems(Session& session, const settings::Loaded& loaded, const SiteFilling& filling) {
    TRY(const auto settings, settings_with_newsroom(session, loaded));
    CheckReport report;
    bool stopped = false;
    const auto interrupted = [&] {
        stopped = stopped || !filling.done(kCheckingRows, 0);
        return stopped;
    };
    const auto checked = check_content(session, settings, [](std::uint64_t, std::uint64_t) {}, filling.verify_medium, interrupted, report);
    if (!checked.has_value()) {
        return stopped ? import_stopped() : checked.error();
    }
    if (report.findings.empty() || filling.findings == Findings::keep) {
        return report.findings;
    }
    std::string named;
    for (std::size_t i = 0; i < std::min(report.findings.size(), kFindingsNamed); ++i) {
        named += fmt::format("{}{}: {}", named.empty() ? "" : "; ", report.findings[i].where, report.findings[i].what);
    }
    return base::fail(base::ErrorCode::corrupt,
                      fmt::format("The site in the archive has {} problems, as `stoppress check` would say: {}. To "
                                  "import it with them, use --with-problems.",
                                  report.findings.size(), named));
}

base::Result<void> commit_site(Session& site, const Database& database) {
    auto committed = guarded([&]() -> base::Result<void> {
        site.run("transaction.commit");
        return {};
    });
    if (committed.has_value() || database.is_file()) {
        return committed;
    }
    return base::fail(committed.error().code,
                      fmt::format("{} The people of the archive are in {} already; use an empty database to import it again.",
                                  committed.error().message, database.name()));
}

}  // namespace

base::Result<std::vector<Finding>> fill_site(const SiteFilling& filling, const settings::Loaded& loaded, const base::Clock& clock) {
    TRY(const auto database, Database::of(loaded.settings));
    TRY(auto site, open_site(database, loaded.settings.folder, clock));
    TRY(auto people, open_empty_people(loaded.settings, clock));
    return guarded([&]() -> base::Result<std::vector<Finding>> {
        TRY_VOID(fill_tables(*site, filling.archive, filling.done));
        TRY(auto found, look_for_problems(*site, loaded, filling));
        TRY_VOID(fill_people(*people, filling.archive, filling.done));
        if (filling.before_commit) {
            TRY_VOID(filling.before_commit());
        }
        // People without a site do no harm; a site without its people would be served.
        people->run("transaction.commit");
        TRY_VOID(commit_site(*site, database));
        return found;
    });
}

}  // namespace stoppress::store
