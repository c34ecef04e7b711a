// SPDX-License-Identifier: GPL-3.0-or-later
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include <fmt/format.h>

#include "base/time/clock.hpp"
#include "store/files/site_lock.hpp"
#include "store/people/credentials.hpp"
#include "store/people/tokens.hpp"
#include "store/sql/database.hpp"
#include "store/sql/migrate.hpp"
#include "store/sql/sqlite_session.hpp"
#include "store/upkeep/archive.hpp"
#include "store/upkeep/copy.hpp"
#include "store/upkeep/maintenance.hpp"
#include "store/upkeep/pictures_held.hpp"

namespace stoppress::store {

namespace {

constexpr int kPagesPerStep = 4096;
constexpr std::string_view kCredentials = "credentials.db";
constexpr std::string_view kDatabaseName = "stoppress.db";  // for a site whose database was on a server

struct DatabaseCloser {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using OpenFile = std::unique_ptr<sqlite3, DatabaseCloser>;

base::Error copy_failed(sqlite3* database) {
    const int code = sqlite3_errcode(database) & 0xff;
    return base::fail(code == SQLITE_FULL ? base::ErrorCode::unavailable : base::ErrorCode::io,
                      fmt::format("The database cannot be copied: {}.", sqlite3_errmsg(database)));
}

/// Removes a file when it is no longer needed, on every path out.
class TemporaryFile {
public:
    explicit TemporaryFile(std::filesystem::path path) : path_(std::move(path)) {}
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile(TemporaryFile&&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
        std::filesystem::remove(path_.native() + "-journal", ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// One state of the database, copied page by page while others read and write it. Takes no lock that a writer would
/// wait for, and runs no checkpoint. `access`: of the reading connection.
base::Result<void> copy_database(const std::filesystem::path& source, const std::filesystem::path& target, Access access) {
    TRY(auto reader, SqliteSession::open(source, access));
    // The copy is of the state at this moment, and does not restart with every commit.
    TRY_VOID(guarded([&]() -> base::Result<void> {
        reader->run("transaction.snapshot");
        reader->query("schema.tables").one();
        return {};
    }));
    TRY(auto made, File::create(target, 0600));
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(target.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const OpenFile copy(opened);
    if (code != SQLITE_OK) {
        return copy_failed(copy.get());
    }
    auto* const backup = sqlite3_backup_init(copy.get(), "main", reader->handle(), "main");
    if (backup == nullptr) {
        return copy_failed(copy.get());
    }
    int step = SQLITE_OK;
    while (step == SQLITE_OK) {
        step = sqlite3_backup_step(backup, kPagesPerStep);
    }
    if (sqlite3_backup_finish(backup) != SQLITE_OK || step != SQLITE_DONE) {
        return copy_failed(copy.get());
    }
    return {};
}

struct Item {
    std::string name;
    std::filesystem::path path;
    unsigned mode = 0600;
    std::uint64_t size = 0;
};

/// What a walk through the site's folder skips.
struct LeftOut {
    std::string database;           ///< copied on its own
    std::string pictures;           ///< read from their storage, or not wanted; empty: copied with everything else
    std::filesystem::path storage;  ///< their storage, if it is in the folder and has another name than in a backup

    /// Files that are recreated from the database, or belong to this folder only.
    [[nodiscard]] bool contains(const std::filesystem::path& relative) const {
        const auto& name = relative.native();
        return name == "media/incoming" || (!pictures.empty() && (name == pictures || relative == storage)) || name == "stoppress.lock" ||
               name == "stoppress.address" || name == "backups" || name == "search" /* the index, made from the stories */ ||
               name.starts_with(database) || name.starts_with(kCredentials);
    }
};

base::Result<std::vector<Item>> find_files(const std::filesystem::path& folder, const LeftOut& left_out) {
    std::vector<Item> items;
    std::error_code error;
    if (std::filesystem::status(folder, error).type() == std::filesystem::file_type::not_found) {
        return items;  // all of the site is on a server, whose database was read before
    }
    for (std::filesystem::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const auto relative = at->path().lexically_relative(folder);
        if (left_out.contains(relative)) {
            at.disable_recursion_pending();
            continue;
        }
        const auto status = at->symlink_status(error);
        if (std::filesystem::is_directory(status)) {
            continue;
        }
        if (!std::filesystem::is_regular_file(status)) {
            return base::fail(
                base::ErrorCode::unsupported,
                fmt::format("{} is neither a file nor a folder and cannot be backed up; remove it from the site.", at->path().native()));
        }
        const auto mode = static_cast<unsigned>(status.permissions() & std::filesystem::perms::all);
        items.push_back({relative.generic_string(), at->path(), mode, at->file_size(error)});
    }
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be read: {}.", folder.native(), error.message()));
    }
    std::ranges::sort(items, {}, &Item::name);
    return items;
}

/// In order. If a picture whose row was copied was removed before its file could be copied, the backup is incomplete
/// and fails.
base::Result<std::vector<PictureFile>> list_pictures(const PicturesElsewhere& elsewhere) {
    TRY(auto files, elsewhere.list());
    std::ranges::sort(files);
    return files;
}

base::Error removed_meanwhile() {
    return base::fail(base::ErrorCode::unavailable, "Pictures were removed while they were being backed up; run the same command again.");
}

base::Result<void> add_pictures(ArchiveWriter& archive, const std::vector<PictureFile>& files, const PicturesElsewhere& elsewhere,
                                const Handled& handled) {
    for (const auto& file : files) {
        const auto bytes = elsewhere.read(file);
        if (!bytes.has_value()) {
            return bytes.error().code == base::ErrorCode::not_found ? removed_meanwhile() : bytes.error();
        }
        TRY_VOID(archive.add_bytes(file.path, *bytes, 0644));
        handled(bytes->size());
    }
    return {};
}

base::Result<void> write_archive(File file, const std::vector<Item>& items, const std::vector<PictureFile>& pictures,
                                 const PicturesElsewhere& elsewhere, const Progress& progress) {
    std::uint64_t total = 0;
    for (const auto& item : items) {
        total += item.size;
    }
    for (const auto& picture : pictures) {
        total += picture.size;
    }
    std::uint64_t done = 0;
    ArchiveWriter archive(std::move(file));
    TRY_VOID(archive.add_bytes(std::string(kArchiveHead), kArchiveFormat, 0644));
    const Handled handled = [&](std::size_t bytes) {
        done += bytes;
        progress(done, total);
    };
    for (const auto& item : items) {
        TRY_VOID(archive.add_file(item.name, item.path, item.mode, handled));
    }
    TRY_VOID(add_pictures(archive, pictures, elsewhere, handled));
    return archive.finish();
}

base::Result<Item> copied(const std::string& name, const std::filesystem::path& source, const TemporaryFile& target, Access access) {
    TRY_VOID(copy_database(source, target.path(), access));
    std::error_code error;
    const auto size = std::filesystem::file_size(target.path(), error);
    return Item{name, target.path(), 0600, error ? 0 : size};
}

/// For a server: a copy in the form of a file, which the site uses when it is restored.
base::Result<Item> copied_from_server(const settings::Settings& settings, const TemporaryFile& target) {
    TRY(auto reader, open_for_reading(settings, kLongPatience));
    TRY_VOID(guarded([&]() -> base::Result<void> {
        reader->run("transaction.snapshot");
        return {};
    }));
    {
        TRY_VOID(File::create(target.path(), 0600));
        TRY(auto file, SqliteSession::open(target.path(), Access::bulk));
        TRY_VOID(guarded([&]() -> base::Result<void> {
            for (const auto& migration : migrations_of(Dialect::sqlite)) {
                apply_migration(*file, migration);
            }
            return {};
        }));
        TRY_VOID(copy_tables(*reader, *file, [](std::string_view, std::int64_t) { return true; }));
        TRY_VOID(forget_progress(*file));
    }
    std::error_code error;
    const auto size = std::filesystem::file_size(target.path(), error);
    return Item{std::string(kDatabaseName), target.path(), 0600, error ? 0 : size};
}

base::Result<Item> copied_tokens(const settings::Settings& settings, const TemporaryFile& target) {
    auto to = settings;
    to.folder = target.path().parent_path();
    to.database.credentials_url = fmt::format("sqlite:{}", target.path().filename().native());
    const base::SystemClock clock;
    TRY_VOID(copy_tokens(settings, to, clock));
    std::error_code error;
    const auto size = std::filesystem::file_size(target.path(), error);
    return Item{std::string(kCredentials), target.path(), 0600, error ? 0 : size};
}

base::Error already_there(const std::filesystem::path& target) {
    return base::fail(base::ErrorCode::conflict, fmt::format("{} already exists; choose another name.", target.native()));
}

}  // namespace

base::Result<void> backup(const settings::Settings& settings, const std::filesystem::path& target, const Progress& progress,
                          Pictures pictures, const PicturesElsewhere& elsewhere) {
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(target, error))) {
        return already_there(target);
    }
    TRY(const auto database, Database::of(settings));
    TRY_VOID(open_for_reading(settings));
    const auto number = ::getpid();
    const TemporaryFile database_copy(fmt::format("{}.{}.database", target.native(), number));
    const TemporaryFile credentials_copy(fmt::format("{}.{}.credentials", target.native(), number));
    const TemporaryFile partial(fmt::format("{}.{}.partial", target.native(), number));

    const bool are_elsewhere = pictures == Pictures::included && elsewhere.list != nullptr;
    std::vector<PictureFile> pictures_before;
    if (are_elsewhere) {
        TRY(pictures_before, list_pictures(elsewhere));
    }
    const PicturesHeld pictures_held(settings.folder);
    // The database first: the files of a picture exist before its row does, and stay.
    TRY(auto database_item, database.is_file() ? copied(database.file().filename().native(), database.file(), database_copy, Access::read)
                                               : copied_from_server(settings, database_copy));
    std::vector<PictureFile> picture_files;
    if (are_elsewhere) {
        TRY(picture_files, list_pictures(elsewhere));
        if (!std::ranges::includes(picture_files, pictures_before)) {
            return removed_meanwhile();
        }
    }
    const bool in_folder = pictures == Pictures::included && !are_elsewhere;
    TRY(auto items, find_files(settings.folder, {.database = database_item.name,
                                                 .pictures = in_folder ? "" : "media",
                                                 .storage = (settings.folder / settings.media.store).lexically_relative(settings.folder)}));
    // A backup written into the site's own folder does not contain itself.
    std::erase_if(items, [&](const Item& item) {
        const auto name = item.path.filename().native();
        return name.starts_with(target.filename().native() + '.') && item.path.parent_path() == target.parent_path();
    });
    TRY(const auto credentials, credentials_database(settings));
    if (!credentials.is_file()) {
        TRY(auto item, copied_tokens(settings, credentials_copy));
        items.insert(items.begin(), std::move(item));
    } else if (std::filesystem::exists(credentials.file(), error)) {
        // Not Access::read, which cannot roll back a half-written commit of a killed server.
        TRY(auto item, copied(std::string(kCredentials), credentials.file(), credentials_copy, Access::credentials));
        items.insert(items.begin(), std::move(item));
    }
    items.insert(items.begin(), std::move(database_item));

    TRY(auto archive, File::create(partial.path(), 0600));
    TRY_VOID(write_archive(std::move(archive), items, picture_files, elsewhere, progress));
    // A hard link, unlike renaming, never replaces an existing file.
    if (::link(partial.path().c_str(), target.c_str()) != 0) {
        if (errno == EEXIST) {
            return already_there(target);
        }
        std::filesystem::rename(partial.path(), target, error);
        if (error) {
            return base::fail(base::ErrorCode::io, fmt::format("{} cannot be written: {}.", target.native(), error.message()));
        }
    }
    const auto parent = target.parent_path();
    return sync_folder(parent.empty() ? std::filesystem::path(".") : parent);
}

}  // namespace stoppress::store
