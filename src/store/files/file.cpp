// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/files/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace stoppress::store {

File::File(int descriptor, std::filesystem::path path) : descriptor_(descriptor), path_(std::move(path)) {}

File::File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

File& File::operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(path_, other.path_);
    return *this;
}

File::~File() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

base::Error File::failed(int error, std::string_view verb) const {
    const auto code = error == ENOSPC || error == EDQUOT || error == EFBIG ? base::ErrorCode::unavailable
                      : error == EEXIST                                    ? base::ErrorCode::conflict
                      : error == ENOENT                                    ? base::ErrorCode::not_found
                                                                           : base::ErrorCode::io;
    return base::fail(code, fmt::format("{} cannot be {}: {}.", path_.native(), verb, std::strerror(error)));
}

base::Result<File> File::open(const std::filesystem::path& path) {
    File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW), path);
    if (file.descriptor_ < 0) {
        return file.failed(errno, "read");
    }
    return file;
}

base::Result<File> File::create(const std::filesystem::path& path, unsigned mode) {
    File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode), path);
    if (file.descriptor_ < 0) {
        return file.failed(errno, "written");
    }
    return file;
}

base::Result<std::size_t> File::read(std::span<char> bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto got = ::read(descriptor_, bytes.data() + done, bytes.size() - done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return failed(errno, "read");
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return done;
}

base::Result<void> File::write(std::span<const char> bytes) {
    while (!bytes.empty()) {
        const auto put = ::write(descriptor_, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return failed(errno, "written");
        }
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    return {};
}

base::Result<void> File::sync() {
    if (::fsync(descriptor_) != 0) {
        return failed(errno, "synced to disk");
    }
    return {};
}

base::Result<std::uint64_t> File::size() const {
    struct stat status{};
    if (::fstat(descriptor_, &status) != 0) {
        return failed(errno, "read");
    }
    return static_cast<std::uint64_t>(status.st_size);
}

base::Result<void> sync_file(const std::filesystem::path& path) {
    TRY(auto file, File::open(path));
    return file.sync();
}

}  // namespace stoppress::store
