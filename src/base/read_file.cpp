// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/read_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "base/descriptor.hpp"

namespace stoppress::base {
namespace {

constexpr std::size_t kGrowth = 64 * 1024;

Error cannot_read(int number) {
    return fail(ErrorCode::io, fmt::format("cannot be read: {}", std::generic_category().message(number)));
}

Error too_large(std::uint64_t bytes, std::size_t limit) {
    return fail(ErrorCode::too_large, fmt::format("is larger than the {} bytes that are taken: it has {}", limit, bytes));
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit) {
    // O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    const Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
    if (descriptor.number() < 0) {
        return errno == ELOOP ? fail(ErrorCode::invalid, "is a symbolic link; only files in the folder itself are read")
                              : cannot_read(errno);
    }
    struct stat about{};
    if (::fstat(descriptor.number(), &about) != 0) {
        return cannot_read(errno);
    }
    if (!S_ISREG(about.st_mode)) {
        return fail(ErrorCode::invalid, "is no regular file");
    }
    const auto size = static_cast<std::uint64_t>(about.st_size);
    if (size > limit) {
        return too_large(size, limit);
    }
    // One byte more than it had: its end is seen with the first read, and what it grew by meanwhile is taken as well.
    std::string bytes(static_cast<std::size_t>(size) + 1, '\0');
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

}  // namespace stoppress::base
