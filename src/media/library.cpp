// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/library.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "base/descriptor.hpp"
#include "base/read_file.hpp"
#include "media/limits.hpp"

namespace stoppress::media {
namespace {

namespace fs = std::filesystem;

base::Error library_failed(const fs::path& path, std::string_view verb) {
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
        return library_failed(folder, "made durable");
    }
    return {};
}

base::Result<void> make_folder(const fs::path& folder) {
    if (::mkdir(folder.c_str(), 0777) == 0) {
        return sync_names(folder.parent_path());
    }
    if (errno != EEXIST) {
        return library_failed(folder, "made");
    }
    return {};
}

base::Result<void> write_whole(const fs::path& path, std::string_view bytes) {
    const base::Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (descriptor.number() < 0) {
        return library_failed(path, "written");
    }
    while (!bytes.empty()) {
        const auto put = ::write(descriptor.number(), bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return library_failed(path, "written");
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    if (::fsync(descriptor.number()) != 0) {
        return library_failed(path, "made durable");
    }
    return {};
}

}  // namespace

fs::path Library::path_of(Part part, const Name& name) const {
    return part == Part::original ? folder_ / "originals" / name.file() : folder_ / name.file();
}

void Library::tidy() const {
    if (keeping_ == Keeping::files) {
        std::error_code nothing_there;
        fs::remove_all(folder_ / "incoming", nothing_there);
    }
}

base::Result<void> Library::keep(Part part, const Name& name, std::string_view bytes) const {
    // A file that is there is left alone, unless something else has got at it.
    if (keeping_ == Keeping::nothing || verify(part, name).has_value()) {
        return {};
    }
    return write(path_of(part, name), bytes);
}

base::Result<void> Library::write(const fs::path& target, std::string_view bytes) const {
    static std::atomic<std::uint64_t> number{0};
    TRY_VOID(make_folder(folder_));
    TRY_VOID(make_folder(folder_ / "incoming"));
    TRY_VOID(make_folder(folder_ / "originals"));
    const fs::path incoming = folder_ / "incoming" / fmt::format("{}.{}", ::getpid(), number.fetch_add(1));
    // Left by a process of that number that did not come to its end.
    ::unlink(incoming.c_str());
    auto written = write_whole(incoming, bytes);
    if (written.has_value() && ::rename(incoming.c_str(), target.c_str()) != 0) {
        written = library_failed(target, "written");
    }
    if (!written.has_value()) {
        ::unlink(incoming.c_str());
        return written;
    }
    return sync_names(target.parent_path());
}

bool Library::holds(Part part, const Name& name) const {
    struct stat about{};
    return ::lstat(path_of(part, name).c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

base::Result<std::string> Library::read(Part part, const Name& name) const {
    const auto path = path_of(part, name);
    if (!holds(part, name)) {
        return base::fail(base::ErrorCode::not_found, fmt::format("{} is not there.", path.native()));
    }
    const auto most = part == Part::original ? kMaxOriginalBytes : is_picture(name.format) ? kMaxRenditionBytes : kMaxDownloadBytes;
    auto bytes = base::read_file(path, most);
    if (!bytes.has_value()) {
        return base::fail(bytes.error().code, fmt::format("{} {}.", path.native(), bytes.error().message));
    }
    return bytes;
}

base::Result<void> Library::drop(Part part, const Name& name) const {
    const auto path = path_of(part, name);
    if (keeping_ == Keeping::nothing || !holds(part, name)) {
        return {};
    }
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
        return library_failed(path, "removed");
    }
    return sync_names(path.parent_path());
}

base::Result<void> Library::verify(Part part, const Name& name) const {
    TRY(const auto bytes, read(part, name));
    if (hash_of(bytes) != name.hash) {
        return base::fail(base::ErrorCode::corrupt, fmt::format("{} does not hold what its name says.", path_of(part, name).native()));
    }
    return {};
}

}  // namespace stoppress::media
