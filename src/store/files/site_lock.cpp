// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/files/site_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace stoppress::store {

namespace {

constexpr std::string_view kFileName = "stoppress.lock";
constexpr std::string_view kMark = "database made\n";
// A process that was killed while it started another one leaves it with the lock until that one has begun its program.
constexpr std::chrono::milliseconds kPatience{3'000};
constexpr std::chrono::milliseconds kPause{20};

/// Whether the lock was free within kPatience; errno says why not.
bool lock_file(int descriptor) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK || std::chrono::steady_clock::now() >= end) {
            return false;
        }
        std::this_thread::sleep_for(kPause);
    }
    return true;
}

base::Error refused(const std::filesystem::path& path, int error) {
    return base::fail(base::ErrorCode::io, fmt::format("{} cannot be written: {}.", path.native(), std::strerror(error)));
}

}  // namespace

SiteLock::SiteLock(int descriptor, std::filesystem::path folder, bool had_database)
    : descriptor_(descriptor), folder_(std::move(folder)), had_database_(had_database) {}

SiteLock::SiteLock(SiteLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), folder_(std::move(other.folder_)), had_database_(other.had_database_) {}

SiteLock& SiteLock::operator=(SiteLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(folder_, other.folder_);
    std::swap(had_database_, other.had_database_);
    return *this;
}

SiteLock::~SiteLock() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

base::Result<SiteLock> SiteLock::acquire(const std::filesystem::path& folder) {
    const auto path = folder / kFileName;
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (descriptor < 0) {
        return refused(path, errno);
    }
    SiteLock lock(descriptor, folder, false);
    if (!lock_file(descriptor)) {
        if (errno == EWOULDBLOCK) {
            return base::fail(
                base::ErrorCode::unavailable,
                fmt::format("The site in {} is in use by another Stoppress process (serve or import): stop it first.", folder.native()));
        }
        return refused(path, errno);
    }
    std::array<char, kMark.size()> content{};
    const auto size = ::pread(descriptor, content.data(), content.size(), 0);
    if (size < 0) {
        return refused(path, errno);
    }
    lock.had_database_ = std::string_view(content.data(), static_cast<std::size_t>(size)) == kMark;
    return lock;
}

base::Result<void> SiteLock::mark_database() {
    if (had_database_) {
        return {};
    }
    const auto size = ::pwrite(descriptor_, kMark.data(), kMark.size(), 0);
    if (size != static_cast<ssize_t>(kMark.size()) || ::fsync(descriptor_) != 0) {
        return refused(folder_ / kFileName, errno);
    }
    TRY_VOID(sync_folder(folder_));
    had_database_ = true;
    return {};
}

base::Result<void> sync_folder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return refused(folder, errno);
    }
    const int failed = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    if (failed != 0) {
        return refused(folder, failed);
    }
    return {};
}

}  // namespace stoppress::store
