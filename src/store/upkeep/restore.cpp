// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <fmt/format.h>

#include "store/files/site_lock.hpp"
#include "store/upkeep/archive.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::store {

namespace {

base::Error not_a_backup(std::string_view what) {
    return base::fail(base::ErrorCode::corrupt, fmt::format("Not a valid backup: {}.", what));
}

/// A folder that is removed again unless its content is complete.
class Staging {
public:
    explicit Staging(std::filesystem::path path) : path_(std::move(path)) {}
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;
    Staging(Staging&&) = delete;
    Staging& operator=(Staging&&) = delete;
    ~Staging() {
        if (!kept_) {
            std::error_code ignored;
            std::filesystem::remove_all(path_, ignored);
        }
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void keep() { kept_ = true; }

private:
    std::filesystem::path path_;
    bool kept_ = false;
};

bool is_inside(const std::filesystem::path& name) {
    return !name.empty() && name.is_relative() &&
           std::ranges::none_of(name, [](const auto& part) { return part == ".." || part == "."; }) && name.has_filename();
}

base::Result<void> lay_out(ArchiveReader& archive, const ArchiveReader::Entry& entry, const std::filesystem::path& folder,
                           const std::function<void(std::size_t)>& handled) {
    const std::filesystem::path name(entry.name);
    if (!is_inside(name)) {
        return not_a_backup("a file name in it points outside the folder");
    }
    const auto target = folder / name;
    std::error_code error;
    std::filesystem::create_directories(target.parent_path(), error);
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be created: {}.", target.parent_path().native(), error.message()));
    }
    TRY(auto file, File::create(target, entry.mode | 0600U));
    TRY_VOID(archive.read([&](std::span<const char> bytes) -> base::Result<void> {
        handled(bytes.size());
        return file.write(bytes);
    }));
    return file.sync();
}

base::Result<void> read_format(ArchiveReader& archive) {
    std::string format;
    TRY_VOID(archive.read([&format](std::span<const char> bytes) -> base::Result<void> {
        if (format.size() + bytes.size() > 2 * kArchiveFormat.size()) {
            return not_a_backup("it does not start like a backup");
        }
        format.append(bytes.data(), bytes.size());
        return {};
    }));
    if (format != kArchiveFormat) {
        return base::fail(base::ErrorCode::unsupported,
                          "This backup was written by a newer version of Stoppress: install that version or a later one.");
    }
    return {};
}

base::Result<void> lay_out_all(ArchiveReader& archive, const std::filesystem::path& folder, std::uint64_t total, const Progress& progress) {
    std::uint64_t done = 0;
    const auto handled = [&](std::size_t bytes) {
        done += bytes;
        progress(done, total);
    };
    bool first = true;
    while (true) {
        TRY(const auto entry, archive.next());
        if (!entry) {
            break;
        }
        if (first != (entry->name == kArchiveHead)) {
            return not_a_backup("it does not start like a backup");
        }
        if (first) {
            TRY_VOID(read_format(archive));
        } else if (entry->name == kArchiveSums) {
            TRY_VOID(archive.read([](std::span<const char>) { return base::Result<void>{}; }));
        } else {
            TRY_VOID(lay_out(archive, *entry, folder, handled));
        }
        first = false;
    }
    return archive.verify();
}

base::Result<void> sync_folders(const std::filesystem::path& folder) {
    TRY_VOID(sync_folder(folder));
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
        if (entry.is_directory(error)) {
            TRY_VOID(sync_folder(entry.path()));
        }
    }
    return {};
}

}  // namespace

base::Result<void> restore(const std::filesystem::path& backup_file, const std::filesystem::path& new_folder, const Progress& progress) {
    std::error_code error;
    const bool exists = std::filesystem::exists(std::filesystem::symlink_status(new_folder, error));
    if (exists && (!std::filesystem::is_directory(new_folder, error) || !std::filesystem::is_empty(new_folder, error))) {
        return base::fail(base::ErrorCode::conflict, fmt::format("{} is not empty; choose a new folder with --site.", new_folder.native()));
    }
    TRY(auto file, File::open(backup_file));
    TRY(const auto size, file.size());
    auto place = std::filesystem::absolute(new_folder, error).lexically_normal();
    if (!place.has_filename()) {
        place = place.parent_path();
    }
    Staging staging(fmt::format("{}.restoring-{}", place.native(), ::getpid()));
    std::filesystem::create_directories(place.parent_path(), error);
    if (!std::filesystem::create_directory(staging.path(), error)) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be created: {}.", staging.path().native(), error.message()));
    }
    ArchiveReader archive(std::move(file));
    TRY_VOID(lay_out_all(archive, staging.path(), size, progress));
    {
        TRY(auto lock, SiteLock::acquire(staging.path()));
        TRY_VOID(lock.mark_database());
    }
    TRY_VOID(sync_folders(staging.path()));
    // Replaces only an empty folder.
    std::filesystem::rename(staging.path(), place, error);
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be created: {}.", place.native(), error.message()));
    }
    staging.keep();
    return sync_folder(place.parent_path());
}

}  // namespace stoppress::store
