// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/storage/folder.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <fmt/format.h>

#include "base/files/descriptor.hpp"
#include "base/files/read_file.hpp"

namespace stoppress::media {
namespace {

namespace fs = std::filesystem;

/// No upload takes this long: in a folder that others write to as well, nobody is still writing an older file.
constexpr std::chrono::hours kForgotten{24};

base::Error folder_failed(const fs::path& path, std::string_view verb) {
    const int error = errno;
    const auto code = error == ENOSPC || error == EDQUOT || error == EFBIG ? base::ErrorCode::unavailable
                      : error == ENOENT                                    ? base::ErrorCode::not_found
                                                                           : base::ErrorCode::io;
    return base::fail(code, fmt::format("{} cannot be {}: {}.", path.native(), verb, std::strerror(error)));
}

/// Makes names in the folder durable.
base::Result<void> sync_names(const fs::path& folder) {
    const base::Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.number() < 0 || ::fsync(descriptor.number()) != 0) {
        return folder_failed(folder, "synced to disk");
    }
    return {};
}

/// Including its parents, if media.store names a nested folder.
base::Result<void> make_folder(const fs::path& folder) {
    int made = ::mkdir(folder.c_str(), 0777);
    if (made != 0 && errno == ENOENT && folder.has_relative_path() && folder.parent_path() != folder) {
        TRY_VOID(make_folder(folder.parent_path()));
        made = ::mkdir(folder.c_str(), 0777);
    }
    if (made == 0) {
        return sync_names(folder.parent_path());
    }
    if (errno != EEXIST) {
        return folder_failed(folder, "created");
    }
    return {};
}

base::Result<void> write_whole(const fs::path& path, std::string_view bytes) {
    const base::Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (descriptor.number() < 0) {
        return folder_failed(path, "written");
    }
    while (!bytes.empty()) {
        const auto put = ::write(descriptor.number(), bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return folder_failed(path, "written");
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    if (::fsync(descriptor.number()) != 0) {
        return folder_failed(path, "synced to disk");
    }
    return {};
}

/// A name that no other process uses, on any machine.
std::string name_of_its_own() {
    std::array<unsigned char, 16> random{};
    randombytes_buf(random.data(), random.size());
    std::array<char, 2 * random.size() + 1> text{};
    sodium_bin2hex(text.data(), text.size(), random.data(), random.size());
    return text.data();
}

base::Result<void> add_files(const fs::path& folder, Part part, std::vector<StoredFile>& files) {
    std::error_code error;
    fs::directory_iterator at(folder, error);
    if (error == std::errc::no_such_file_or_directory) {
        return {};
    }
    for (const fs::directory_iterator end; !error && at != end; at.increment(error)) {
        auto name = Name::parse(at->path().filename().native());
        if (name.has_value() && fs::is_regular_file(at->symlink_status(error))) {
            files.push_back({part, *std::move(name), at->file_size(error)});
        }
    }
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be read: {}.", folder.native(), error.message()));
    }
    return {};
}

}  // namespace

fs::path FolderStorage::path_of(Part part, const Name& name) const {
    return part == Part::original ? folder_ / "originals" / name.file() : folder_ / name.file();
}

std::string FolderStorage::called(Part part, const Name& name) const {
    return path_of(part, name).native();
}

base::Result<void> FolderStorage::check_mounted() const {
    struct stat about{};
    if (kind_ == Kind::shared && (::stat(folder_.c_str(), &about) != 0 || !S_ISDIR(about.st_mode))) {
        return base::fail(
            base::ErrorCode::unavailable,
            fmt::format("The folder of pictures {} does not exist. Mount or create it, or correct media.store.", folder_.native()));
    }
    return {};
}

void FolderStorage::tidy() const {
    const fs::path incoming = folder_ / "incoming";
    std::error_code nothing_there;
    if (kind_ == Kind::own) {
        fs::remove_all(incoming, nothing_there);
        return;
    }
    const auto oldest = fs::file_time_type::clock::now() - kForgotten;
    std::vector<fs::path> forgotten;
    for (fs::directory_iterator at(incoming, nothing_there), end; !nothing_there && at != end; at.increment(nothing_there)) {
        std::error_code gone;
        const auto written = at->last_write_time(gone);
        if (!gone && written < oldest) {
            forgotten.push_back(at->path());
        }
    }
    for (const auto& path : forgotten) {
        fs::remove(path, nothing_there);
    }
}

base::Result<void> FolderStorage::write(Part part, const Name& name, std::string_view bytes) const {
    const fs::path target = path_of(part, name);
    TRY_VOID(check_mounted());
    TRY_VOID(make_folder(folder_));
    TRY_VOID(make_folder(folder_ / "incoming"));
    TRY_VOID(make_folder(folder_ / "originals"));
    const fs::path incoming = folder_ / "incoming" / name_of_its_own();
    auto written = write_whole(incoming, bytes);
    if (written.has_value() && ::rename(incoming.c_str(), target.c_str()) != 0) {
        written = folder_failed(target, "written");
    }
    if (!written.has_value()) {
        ::unlink(incoming.c_str());
        return written;
    }
    return sync_names(target.parent_path());
}

bool FolderStorage::holds(Part part, const Name& name) const {
    struct stat about{};
    return ::lstat(path_of(part, name).c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

base::Result<std::string> FolderStorage::read(Part part, const Name& name, std::size_t limit) const {
    const auto path = path_of(part, name);
    if (!holds(part, name)) {
        TRY_VOID(check_mounted());
        return base::fail(base::ErrorCode::not_found, fmt::format("{} does not exist.", path.native()));
    }
    auto bytes = base::read_file(path, limit);
    if (!bytes.has_value()) {
        return base::fail(bytes.error().code, fmt::format("{} {}.", path.native(), bytes.error().message));
    }
    return bytes;
}

base::Result<std::uint64_t> FolderStorage::size(Part part, const Name& name) const {
    const auto path = path_of(part, name);
    struct stat about{};
    if (::lstat(path.c_str(), &about) != 0 || !S_ISREG(about.st_mode)) {
        TRY_VOID(check_mounted());
        return base::fail(base::ErrorCode::not_found, fmt::format("{} does not exist.", path.native()));
    }
    return static_cast<std::uint64_t>(about.st_size);
}

base::Result<std::string> FolderStorage::read_piece(Part part, const Name& name, std::uint64_t first, std::size_t length) const {
    const auto path = path_of(part, name);
    const base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.number() < 0) {
        auto failed = folder_failed(path, "read");
        TRY_VOID(check_mounted());
        return failed;
    }
    std::string bytes(length, '\0');
    std::size_t filled = 0;
    while (filled < length) {
        const auto got = ::pread(file.number(), bytes.data() + filled, length - filled, static_cast<off_t>(first + filled));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return folder_failed(path, "read");
        }
        if (got == 0) {
            return base::fail(base::ErrorCode::not_found, fmt::format("{} ends before byte {}.", path.native(), first + length));
        }
        filled += static_cast<std::size_t>(got);
    }
    return bytes;
}

base::Result<void> FolderStorage::remove(Part part, const Name& name) const {
    const auto path = path_of(part, name);
    TRY_VOID(check_mounted());
    if (!holds(part, name)) {
        return {};
    }
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
        return folder_failed(path, "removed");
    }
    return sync_names(path.parent_path());
}

base::Result<std::vector<StoredFile>> FolderStorage::list() const {
    TRY_VOID(check_mounted());
    std::vector<StoredFile> files;
    TRY_VOID(add_files(folder_, Part::rendition, files));
    TRY_VOID(add_files(folder_ / "originals", Part::original, files));
    return files;
}

}  // namespace stoppress::media
