// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/files/read_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "base/files/descriptor.hpp"

namespace stoppress::base {
namespace {

constexpr std::size_t kGrowth = 64 * 1024;
constexpr std::size_t kPiece = std::size_t{1} << 20U;

Error cannot_read(int number) {
    return fail(ErrorCode::io, fmt::format("cannot be read: {}", std::generic_category().message(number)));
}

Error too_large(std::uint64_t bytes, std::size_t limit) {
    return fail(ErrorCode::too_large, fmt::format("is too large: {} bytes, the limit is {}", bytes, limit));
}

// O_NONBLOCK: opening a pipe without a writer would block forever.
constexpr int kReading = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;

/// The size of what was just opened: of a regular file of at most `limit` bytes.
Result<std::size_t> size_of_opened(const Descriptor& descriptor, std::size_t limit) {
    if (descriptor.number() < 0) {
        return errno == ELOOP ? fail(ErrorCode::invalid, "is a symbolic link; links are not followed") : cannot_read(errno);
    }
    struct stat about{};
    if (::fstat(descriptor.number(), &about) != 0) {
        return cannot_read(errno);
    }
    if (!S_ISREG(about.st_mode)) {
        return fail(ErrorCode::invalid, "is not a regular file");
    }
    const auto size = static_cast<std::uint64_t>(about.st_size);
    if (size > limit) {
        return too_large(size, limit);
    }
    return static_cast<std::size_t>(size);
}

Result<std::string> read_opened(const Descriptor& descriptor, std::size_t limit) {
    TRY(const std::size_t size, size_of_opened(descriptor, limit));
    // One byte more than its size: detects the end with the first read, and growth since then.
    std::string bytes(size + 1, '\0');
    std::size_t filled = 0;
    while (true) {
        const ssize_t got = ::read(descriptor.number(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return cannot_read(errno);
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
        if (filled > limit) {
            return too_large(filled, limit);
        }
        if (filled == bytes.size()) {
            bytes.resize(std::min(filled + kGrowth, limit + 1));
        }
    }
    bytes.resize(filled);
    return bytes;
}

Result<void> append_to(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(to, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return fail(ErrorCode::unavailable, fmt::format("cannot be copied: {}", std::generic_category().message(errno)));
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

/// Opens the file `name` below `folder` for reading into `at`, whose number is negative (see errno) if that failed for a reason of the
/// system's.
Result<void> open_below(const std::filesystem::path& folder, std::string_view name, std::optional<Descriptor>& at) {
    at.emplace(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    for (bool last = false; !last;) {
        const std::string part(name.substr(0, name.find('/')));
        last = part.size() == name.size();
        name.remove_prefix(std::min(part.size() + 1, name.size()));
        if (part.empty() || part == "." || part == ".." || part.contains('\0')) {
            return fail(ErrorCode::invalid, "has a name that points outside the folder");
        }
        // A symbolic link in the path is opened as the link itself, below which nothing can be opened.
        const int flags = last ? kReading : O_PATH | O_NOFOLLOW | O_CLOEXEC;
        const int next = at->number() < 0 ? -1 : ::openat(at->number(), part.c_str(), flags);
        const int error = errno;
        at.emplace(next);
        errno = error;
        if (next < 0 && (error == ENOENT || error == ENAMETOOLONG)) {
            return fail(ErrorCode::not_found, "does not exist");
        }
        if (next < 0 && error == ENOTDIR) {
            return fail(ErrorCode::invalid, "has a path that goes through a symbolic link or through a file");
        }
        if (next < 0) {
            break;
        }
    }
    return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit) {
    return read_opened(Descriptor{::open(file.c_str(), kReading)}, limit);
}

Result<std::string> read_file_below(const std::filesystem::path& folder, std::string_view name, std::size_t limit) {
    std::optional<Descriptor> at;
    TRY_VOID(open_below(folder, name, at));
    return read_opened(*at, limit);
}

Result<std::size_t> copy_file_below(const std::filesystem::path& folder, std::string_view name, std::size_t limit, int to) {
    std::optional<Descriptor> at;
    TRY_VOID(open_below(folder, name, at));
    TRY_VOID(size_of_opened(*at, limit));
    std::string piece(kPiece, '\0');
    std::size_t copied = 0;
    while (true) {
        const ssize_t got = ::read(at->number(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return cannot_read(errno);
        }
        if (got == 0) {
            return copied;
        }
        copied += static_cast<std::size_t>(got);
        if (copied > limit) {
            return too_large(copied, limit);  // it has grown since
        }
        TRY_VOID(append_to(to, std::string_view(piece).substr(0, static_cast<std::size_t>(got))));
    }
}

}  // namespace stoppress::base
