// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "settings/describe.hpp"
#include "settings/limits.hpp"
#include "settings/load.hpp"
#include "story/text.hpp"

namespace stoppress::settings {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

constexpr const char* kNewSettingsFile = "stoppress.toml.new";  // left behind if creating a site was interrupted

base::Error io_error(const fs::path& path, std::string_view doing, int number) {
    return fail(ErrorCode::io, fmt::format("{}: cannot {}: {}", path.string(), doing, std::strerror(number)));
}

/// A file descriptor that is closed at the end of its scope.
class File {
public:
    File(const fs::path& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    File(File&&) = delete;
    File& operator=(File&&) = delete;
    ~File() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }
    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

Result<void> write_all(int descriptor, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            return io_error(path, "write", errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

/// Makes the file appear completely or not at all, durably.
Result<void> write_durably(const fs::path& folder, std::string_view bytes) {
    const fs::path temporary = folder / kNewSettingsFile;
    const fs::path target = folder / kSettingsFile;
    {
        const File file(temporary, O_WRONLY | O_CREAT | O_TRUNC);
        if (file.get() < 0) {
            return io_error(temporary, "write", errno);
        }
        TRY_VOID(write_all(file.get(), bytes, temporary));
        if (::fsync(file.get()) != 0) {
            return io_error(temporary, "write", errno);
        }
    }
    if (::rename(temporary.c_str(), target.c_str()) != 0) {
        return io_error(target, "write", errno);
    }
    const File directory(folder, O_RDONLY | O_DIRECTORY);
    if (directory.get() < 0 || ::fsync(directory.get()) != 0) {
        return io_error(folder, "write", errno);
    }
    return {};
}

}  // namespace

Result<FolderState> folder_state(const fs::path& folder) {
    std::error_code error;
    const fs::file_status status = fs::status(folder, error);
    if (status.type() == fs::file_type::not_found) {
        return FolderState::free;
    }
    if (error) {
        return io_error(folder, "read the site's folder", error.value());
    }
    if (status.type() != fs::file_type::directory) {
        return fail(ErrorCode::invalid, fmt::format("{} is not a folder: name the site's folder with --site", folder.string()));
    }
    const bool has_settings = fs::exists(folder / kSettingsFile, error);
    if (error) {
        return io_error(folder, "read the site's folder", error.value());
    }
    if (has_settings) {
        return FolderState::site;
    }
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        // A separate disk contains lost+found at first.
        if (name != "lost+found" && name != kNewSettingsFile) {
            return fail(ErrorCode::invalid,
                        fmt::format("{} is not a site: it contains {} but no {}. Name a site's folder, or a new one, with --site",
                                    folder.string(), name, kSettingsFile));
        }
    }
    if (error) {
        return io_error(folder, "read the site's folder", error.value());
    }
    return FolderState::free;
}

Result<std::string> read_settings_file(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) {
        return fail(ErrorCode::invalid, fmt::format("{}: is not a regular file", file.string()));
    }
    const auto size = fs::file_size(file, error);
    if (error) {
        return io_error(file, "read", error.value());
    }
    if (size > kMaxFileSize) {
        return fail(ErrorCode::invalid, fmt::format("{}: is too large, the limit is {} bytes", file.string(), kMaxFileSize));
    }
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    errno = 0;
    if (!stream || (size > 0 && !stream.read(bytes.data(), static_cast<std::streamsize>(size)))) {
        return io_error(file, "read", errno != 0 ? errno : EIO);
    }
    if (!story::is_utf8(bytes)) {
        return fail(ErrorCode::invalid, fmt::format("{}: is not UTF-8 text", file.string()));
    }
    return bytes;
}

Result<void> create_site(const fs::path& folder) {
    TRY(const FolderState state, folder_state(folder));
    if (state == FolderState::site) {
        return {};
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return io_error(folder, "create the site's folder", error.value());
    }
    return write_durably(folder, commented_file());
}

}  // namespace stoppress::settings
