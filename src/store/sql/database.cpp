// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/database.hpp"

#include <fmt/format.h>

#include "settings/value.hpp"
#include "store/sql/migrate.hpp"
#include "store/sql/postgres_session.hpp"
#include "store/sql/sqlite_session.hpp"

namespace stoppress::store {

base::Result<Database> Database::parse(const std::string& url, const std::filesystem::path& folder) {
    constexpr std::string_view kFile = "sqlite:";
    if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
        return Database(Dialect::postgres, {}, url);
    }
    if (!url.starts_with(kFile)) {
        return base::fail(
            base::ErrorCode::invalid,
            fmt::format("\"{}\" is not a valid database address: use \"sqlite:stoppress.db\" or \"postgresql://HOST/NAME\".", url));
    }
    const std::filesystem::path name(url.substr(kFile.size()));
    if (name.empty() || name.has_parent_path() || name == "." || name == "..") {
        return base::fail(
            base::ErrorCode::invalid,
            fmt::format("\"{}\": the database must be a file in the site's folder, for example \"sqlite:stoppress.db\".", url));
    }
    return Database(Dialect::sqlite, folder / name, {});
}

base::Result<Database> Database::of(const settings::Settings& settings) {
    auto database = parse(settings.database.url, settings.folder);
    if (!database.has_value()) {
        return base::fail(database.error().code, fmt::format("database.url = {}", database.error().message));
    }
    return database;
}

std::string Database::name() const {
    return is_file() ? file_.native() : settings::without_password(url_);
}

base::Result<std::unique_ptr<Session>> Database::open(Access access, Patience patience) const {
    if (is_file()) {
        TRY(auto session, SqliteSession::open(file_, access));
        return session;
    }
    auto session = PostgresSession::open(url_, access, patience);
    if (!session.has_value()) {
        return base::fail(session.error().code, fmt::format("{}: {}", name(), session.error().message));
    }
    return std::move(*session);
}

base::Result<std::unique_ptr<Session>> open_for_reading(const settings::Settings& settings, Patience patience) {
    TRY(const auto database, Database::of(settings));
    std::error_code error;
    if (database.is_file() && !std::filesystem::exists(database.file(), error)) {
        return base::fail(base::ErrorCode::not_found,
                          fmt::format("No site found in {}: {} is missing.", settings.folder.native(), database.name()));
    }
    TRY(auto session, database.open(Access::read, patience));
    TRY_VOID(require_known_schema(*session, database.name()));
    return session;
}

}  // namespace stoppress::store
