// SPDX-License-Identifier: GPL-3.0-or-later
// The location of a database: a file in the site's folder, or a database on a PostgreSQL server.
// Thread: any; immutable.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "settings/settings.hpp"
#include "store/sql/postgres_connection.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

class Database {
public:
    /// Parses `url`; a path of SQLite must be inside `folder`. Fails with `invalid` for a path outside, or another kind
    /// of database.
    static base::Result<Database> parse(const std::string& url, const std::filesystem::path& folder);
    /// The site's database.
    static base::Result<Database> of(const settings::Settings& settings);

    [[nodiscard]] Dialect dialect() const { return dialect_; }
    [[nodiscard]] bool is_file() const { return dialect_ == Dialect::sqlite; }
    /// Only for SQLite.
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    /// Only for PostgreSQL; contains the password.
    [[nodiscard]] const std::string& url() const { return url_; }
    /// For messages: without the password.
    [[nodiscard]] std::string name() const;

    /// Opens a connection; creates a missing file unless opened for `read`. `patience` applies to a server.
    [[nodiscard]] base::Result<std::unique_ptr<Session>> open(Access access, Patience patience = {}) const;

private:
    Database(Dialect dialect, std::filesystem::path file, std::string url)
        : dialect_(dialect), file_(std::move(file)), url_(std::move(url)) {}

    Dialect dialect_;
    std::filesystem::path file_;
    std::string url_;
};

/// For work that reads everything: a statement may take long on a million stories.
inline constexpr Patience kLongPatience{.connect = std::chrono::seconds{10}, .answer = std::chrono::hours{1}};

/// Opens an existing site's database for reading only. Fails with `not_found` if there is none, `corrupt` if it is not
/// a database of this program or is incomplete, `unsupported` if a newer or older version wrote it, `unavailable` if
/// its server does not answer.
base::Result<std::unique_ptr<Session>> open_for_reading(const settings::Settings& settings, Patience patience = {});

}  // namespace stoppress::store
