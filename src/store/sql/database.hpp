// SPDX-License-Identifier: GPL-3.0-or-later
// Where a site's database is: a file of the site's folder, or a PostgreSQL server's.
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
    /// What `url` names, a file inside `folder` where it is SQLite's. `invalid` for a path outside or another kind of database.
    static base::Result<Database> parse(const std::string& url, const std::filesystem::path& folder);
    /// The site's.
    static base::Result<Database> of(const settings::Settings& settings);

    [[nodiscard]] Dialect dialect() const { return dialect_; }
    [[nodiscard]] bool is_file() const { return dialect_ == Dialect::sqlite; }
    /// Of SQLite's.
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    /// Of PostgreSQL's; with its password.
    [[nodiscard]] const std::string& url() const { return url_; }
    /// For messages: without a password.
    [[nodiscard]] std::string name() const;

    /// Opens a connection; a file is made where it is missing, unless for `read`. `patience` is for a server.
    [[nodiscard]] base::Result<std::unique_ptr<Session>> open(Access access, Patience patience = {}) const;

private:
    Database(Dialect dialect, std::filesystem::path file, std::string url)
        : dialect_(dialect), file_(std::move(file)), url_(std::move(url)) {}

    Dialect dialect_;
    std::filesystem::path file_;
    std::string url_;
};

/// For work that looks at all there is: a statement may take as long as it takes on a million stories.
inline constexpr Patience kLongPatience{.connect = std::chrono::seconds{10}, .answer = std::chrono::hours{1}};

/// An existing site's database opened for reading only: `not_found` where there is none, `corrupt` where it is not one of ours or half
/// written, `unsupported` where a newer or older program wrote it, `unavailable` where its server does not answer.
base::Result<std::unique_ptr<Session>> open_for_reading(const settings::Settings& settings, Patience patience = {});

}  // namespace stoppress::store
