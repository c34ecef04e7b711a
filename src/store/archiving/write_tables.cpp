// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archiving/write_tables.hpp"

#include <fmt/format.h>

#include "store/archiving/row_text.hpp"
#include "store/archiving/site_archive.hpp"
#include "store/archiving/view_log_row.hpp"
#include "store/people/credentials.hpp"
#include "store/sql/database.hpp"
#include "store/views/view_log.hpp"

namespace stoppress::store {

namespace {

base::Error stopped() {
    return base::fail(base::ErrorCode::unavailable, "interrupted; nothing was written.");
}

base::Result<void> write_table(Session& session, const SiteTable& table, const std::string& name, RowForm form, ArchiveSink& sink,
                               const Copied& written) {
    const Columns columns = statement(session.dialect(), table.read).columns;
    TRY_VOID(sink.begin(name));
    if (form == RowForm::csv) {
        TRY_VOID(sink.append(csv_head(columns)));
    }
    std::int64_t rows = 0;
    TRY_VOID(each_row(session, table, [&](const Query& row) -> base::Result<void> {
        const auto line = line_of(cells_of(row, columns), form, columns);
        if (!line.has_value()) {
            return base::fail(line.error().code,
                              fmt::format("row {} of {} cannot be exported: {}.", rows + 1, table.name, line.error().message));
        }
        ++rows;
        TRY_VOID(sink.append(*line));
        return written(table.name, rows) ? base::Result<void>() : stopped();
    }));
    return sink.end();
}

/// Views that are not in the sums yet: an import adds them.
base::Result<void> write_view_log_rows(Session& session, ArchiveSink& sink) {
    TRY_VOID(sink.begin(std::string(kViewLogFile)));
    base::Result<void> result;
    each_logged_batch(session, [&](const LoggedBatch& batch) {
        if (result.has_value()) {
            const auto line = line_of({batch.counts, batch.referrers}, RowForm::json, kViewLogColumns);
            result = line.has_value() ? sink.append(*line) : base::Result<void>(line.error());
        }
    });
    TRY_VOID(std::move(result));
    return sink.end();
}

}  // namespace

void be_patient(Session& session) {
    session.run("archive.patience");
}

base::Result<void> write_site_tables(Session& session, ArchiveSink& sink, const Copied& written) {
    return guarded([&]() -> base::Result<void> {
        be_patient(session);
        for (const auto& table : site_tables()) {
            if (const auto name = file_of(table); name) {
                TRY_VOID(write_table(session, table, *name, form_of(table), sink, written));
            }
        }
        return write_view_log_rows(session, sink);
    });
}

base::Result<void> write_people_tables(Session* session, ArchiveSink& sink, const Copied& written) {
    return guarded([&]() -> base::Result<void> {
        for (const auto& table : people_tables()) {
            const auto name = file_of_people(table);
            if (session != nullptr) {
                TRY_VOID(write_table(*session, table, name, RowForm::json, sink, written));
            } else {
                TRY_VOID(sink.begin(name));
                TRY_VOID(sink.end());
            }
        }
        return {};
    });
}

base::Result<std::unique_ptr<Session>> open_people(const settings::Settings& settings, const base::Clock& clock) {
    TRY(const auto place, credentials_database(settings));
    std::error_code error;
    if (place.is_file() && !std::filesystem::exists(place.file(), error)) {
        return std::unique_ptr<Session>();
    }
    // Brings its tables up to date. Not Access::read, which cannot roll back a half-written commit of a killed server.
    TRY_VOID(Credentials::open(settings, clock));
    TRY(auto session, place.open(Access::credentials, kLongPatience));
    return guarded([&]() -> base::Result<std::unique_ptr<Session>> {
        session->run("transaction.snapshot");
        be_patient(*session);
        // The moment is that of the first statement.
        session->query("credentials.archive_read_number").set("after_line", std::int64_t{0}).set("limit", std::int64_t{1}).one();
        return std::move(session);
    });
}

}  // namespace stoppress::store
