// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/read_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/descriptor.hpp"

namespace stoppress::importing {
namespace {

base::Error failed(const std::filesystem::path& file) {
    return base::fail(base::ErrorCode::io, fmt::format("cannot read {}: {}", file.string(), std::generic_category().message(errno)));
}

}  // namespace

base::Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit) {
    // O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    const base::Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (descriptor.number() < 0) {
        if (errno == ELOOP) {
            return base::fail(base::ErrorCode::invalid, "a symbolic link; only files in the folder itself are read");
        }
        return failed(file);
    }
    struct stat about{};
    if (::fstat(descriptor.number(), &about) != 0) {
        return failed(file);
    }
    if (!S_ISREG(about.st_mode)) {
        return base::fail(base::ErrorCode::invalid, "no regular file");
    }
    if (static_cast<std::size_t>(about.st_size) > limit) {
        return base::fail(base::ErrorCode::too_large, fmt::format("{} bytes, where at most {} are taken", about.st_size, limit));
    }
    std::string text;
    // One byte more than it had: what grew meanwhile is noticed.
    text.resize(static_cast<std::size_t>(about.st_size) + 1);
    std::size_t filled = 0;
    while (filled < text.size()) {
        const ssize_t got = ::read(descriptor.number(), text.data() + filled, text.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return failed(file);
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
    }
    text.resize(std::min(filled, static_cast<std::size_t>(about.st_size)));
    return text;
}

}  // namespace stoppress::importing
