// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/database_file.hpp"

#include <fmt/format.h>

#include "store/sql/migrate.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

base::Result<std::filesystem::path> database_file(const settings::Settings& settings) {
    constexpr std::string_view kScheme = "sqlite:";
    const std::string_view url = settings.database.url;
    if (!url.starts_with(kScheme)) {
        return base::fail(base::ErrorCode::unsupported,
                          fmt::format("database.url = \"{}\": this version keeps its data in SQLite; write \"sqlite:stoppress.db\".", url));
    }
    const std::filesystem::path name(url.substr(kScheme.size()));
    if (name.empty() || name.has_parent_path() || name == "." || name == "..") {
        return base::fail(
            base::ErrorCode::invalid,
            fmt::format("database.url = \"{}\": the database is a file in the site's folder; write \"sqlite:stoppress.db\".", url));
    }
    return settings.folder / name;
}

base::Result<std::unique_ptr<Session>> open_for_reading(const settings::Settings& settings) {
    TRY(const auto file, database_file(settings));
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return base::fail(base::ErrorCode::not_found,
                          fmt::format("There is no site in {}: {} is missing.", settings.folder.native(), file.native()));
    }
    TRY(auto session, Session::open(file, Access::read));
    TRY(const int version, schema_version(*session));
    const auto known = static_cast<int>(sqlite_migrations().size());
    if (version == 0) {
        return base::fail(base::ErrorCode::corrupt, fmt::format("{} is empty or half written; restore a backup.", file.native()));
    }
    if (version > known) {
        return base::fail(
            base::ErrorCode::unsupported,
            fmt::format("A newer Stoppress wrote this site (schema {}; this program knows {}): install that version or later.", version,
                        known));
    }
    if (version < known) {
        return base::fail(base::ErrorCode::unsupported,
                          "An older Stoppress wrote this site; run `stoppress serve` once to bring it up to date.");
    }
    return session;
}

}  // namespace stoppress::store
