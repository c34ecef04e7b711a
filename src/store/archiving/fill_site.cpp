// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archiving/fill_site.hpp"

#include <memory>

#include <fmt/format.h>

#include "settings/effective_settings.hpp"
#include "store/archiving/line_reader.hpp"
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
        const auto put_in = guarded([&] { return each(*cells); });
        if (!put_in.has_value()) {
            return wrong(put_in.error());
        }
        if (!done(name, ++rows)) {
            return base::fail(base::ErrorCode::unavailable, "interrupted; nothing was imported.");
        }
    }
}

base::Result<void> fill_table(Session& session, const SiteTable& table, const fs::path& archive, const std::string& name, RowForm form,
                              const Copied& done) {
    const Columns columns = statement(session.dialect(), table.write).parameters;
    return each_line(archive, name, form, columns, done, [&](const Cells& cells) -> base::Result<void> {
        auto write = session.query(table.write);
        put(write, cells, columns);
        write.run();
        return {};
    });
}

base::Result<void> fill_tables(Session& session, const fs::path& archive, const Copied& done) {
    for (const auto& table : site_tables()) {
        if (const auto name = file_of(table); name) {
            TRY_VOID(fill_table(session, table, archive, *name, form_of(table), done));
        }
    }
    TRY_VOID(
        each_line(archive, std::string(kViewLogFile), RowForm::json, kViewLogColumns, done, [&](const Cells& cells) -> base::Result<void> {
            std::vector<ViewCount> counts;
            std::vector<ReferrerCount> referrers;
            TRY_VOID(read_view_log(std::get<std::string>(cells.at(0)), [&](const ViewCount& count) { counts.push_back(count); }));
            TRY_VOID(read_referrer_log(std::get<std::string>(cells.at(1)), [&](const ReferrerCount& one) { referrers.push_back(one); }));
            return add_view_counts(session, counts, referrers);
        }));
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
        if (has_content(*session)) {
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

base::Result<void> fill_people(Session& session, const fs::path& archive, const Copied& done) {
    for (const auto& table : people_tables()) {
        TRY_VOID(fill_table(session, table, archive, file_of_people(table), RowForm::json, done));
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

base::Result<std::vector<Finding>> look_for_problems(Session& session, const settings::Loaded& loaded, Findings findings,
                                                     const Copied& done) {
    TRY(const auto settings, settings_with_newsroom(session, loaded));
    CheckReport report;
    const auto progress = [&done](std::uint64_t revisions, std::uint64_t) { done("check", static_cast<std::int64_t>(revisions)); };
    TRY_VOID(check_content(session, settings, progress, {}, report));
    if (report.findings.empty() || findings == Findings::keep) {
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

}  // namespace

base::Result<std::vector<Finding>> fill_site(const fs::path& archive, const settings::Loaded& loaded, const base::Clock& clock,
                                             Findings findings, const Copied& done) {
    TRY(const auto database, Database::of(loaded.settings));
    TRY(auto site, open_site(database, loaded.settings.folder, clock));
    TRY(auto people, open_empty_people(loaded.settings, clock));
    return guarded([&]() -> base::Result<std::vector<Finding>> {
        TRY_VOID(fill_tables(*site, archive, done));
        TRY(auto found, look_for_problems(*site, loaded, findings, done));
        TRY_VOID(fill_people(*people, archive, done));
        // People without a site do no harm; a site without its people would be served.
        people->run("transaction.commit");
        site->run("transaction.commit");
        return found;
    });
}

}  // namespace stoppress::store
