// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "store/files/new_site_folder.hpp"
#include "store/files/site_lock.hpp"
#include "store/upkeep/archive.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::store {

namespace {

base::Error not_a_backup(std::string_view what) {
    return base::fail(base::ErrorCode::corrupt, fmt::format("Not a valid backup: {}.", what));
}

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

}  // namespace

base::Result<void> restore(const std::filesystem::path& backup_file, const std::filesystem::path& new_folder, const Progress& progress) {
    TRY_VOID(NewSiteFolder::refuse_other_content(new_folder));
    TRY(auto file, File::open(backup_file));
    TRY(const auto size, file.size());
    TRY(auto staging, NewSiteFolder::make(new_folder, "restoring"));
    ArchiveReader archive(std::move(file));
    TRY_VOID(lay_out_all(archive, staging.path(), size, progress));
    {
        TRY(auto lock, SiteLock::acquire(staging.path()));
        TRY_VOID(lock.mark_database());
    }
    return staging.finish();
}

}  // namespace stoppress::store
