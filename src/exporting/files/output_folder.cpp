// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/files/output_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/files/mounted.hpp"
#include "store/files/site_lock.hpp"

namespace stoppress::exporting {
namespace {

namespace fs = std::filesystem;

/// In a folder that is being written: says that it may be removed.
constexpr const char* kMark = ".stoppress-export";
/// Bytes of a file name; file systems take 255, and extensions come after it.
constexpr std::size_t kMaxName = 120;

base::Error write_error(const fs::path& file, int number) {
    const bool full = number == ENOSPC || number == EDQUOT;
    return base::fail(full ? base::ErrorCode::unavailable : base::ErrorCode::io,
                      file.native() + " cannot be written: " + std::generic_category().message(number) + ".");
}

bool is_empty_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(fs::symlink_status(path, error)) && fs::is_empty(path, error) && !error;
}

bool is_there(const fs::path& path) {
    std::error_code error;
    return fs::exists(fs::symlink_status(path, error));
}

/// The program makes files for their owner alone.
void let_all_read(const fs::path& folder, std::error_code& error) {
    constexpr fs::perms kFile = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::others_read;
    constexpr fs::perms kFolder = kFile | fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
    for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::recursive_directory_iterator();
         entry.increment(error)) {
        fs::permissions(entry->path(), entry->is_directory(error) ? kFolder : kFile, error);
        if (error) {
            return;
        }
    }
    if (!error) {
        fs::permissions(folder, kFolder, error);
    }
}

}  // namespace

base::Result<OutputFolder> OutputFolder::make(const fs::path& target, Readable readable) {
    std::error_code error;
    fs::path named = fs::absolute(target, error).lexically_normal();
    if (!named.has_filename()) {
        named = named.parent_path();
    }
    if (error || !named.has_filename()) {
        return base::fail(base::ErrorCode::invalid, target.native() + " cannot be the folder to write; name a new one.");
    }
    fs::path partial = named;
    partial += ".partial";
    if (is_there(named) && !is_empty_folder(named)) {
        return base::fail(base::ErrorCode::conflict, named.native() + " exists and is not an empty folder; name a new one.");
    }
    if (base::is_mounted(named)) {
        return base::fail(base::ErrorCode::conflict,
                          named.native() + " is a mounted folder, which cannot be exchanged; name a new one in it.");
    }
    if (is_there(partial)) {
        if (!fs::is_directory(fs::symlink_status(partial, error)) || !is_there(partial / kMark)) {
            return base::fail(base::ErrorCode::conflict,
                              partial.native() + " is in the way: it has no mark of an unfinished export. Move it away.");
        }
        fs::remove_all(partial, error);
    }
    fs::create_directories(partial, error);
    if (error) {
        return write_error(partial, error.value());
    }
    // Drafts and names of authors are for the owner alone.
    fs::permissions(partial, fs::perms::owner_all, error);
    if (error) {
        return write_error(partial, error.value());
    }
    OutputFolder folder(std::move(named), std::move(partial), readable);
    TRY_VOID(folder.write(kMark, ""));
    return folder;
}

OutputFolder::~OutputFolder() {
    if (!partial_.empty()) {
        std::error_code error;
        fs::remove_all(partial_, error);
    }
}

base::Result<std::unique_ptr<OutputFile>> OutputFile::make(const fs::path& file) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error == std::errc::not_a_directory || error == std::errc::file_exists) {
        return base::fail(base::ErrorCode::conflict, file.parent_path().native() + " was written already, as a file.");
    }
    if (error) {
        return write_error(file.parent_path(), error.value());
    }
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (descriptor < 0 && errno == EEXIST) {
        return base::fail(base::ErrorCode::conflict, file.native() + " was written already.");
    }
    if (descriptor < 0) {
        return write_error(file, errno);
    }
    return std::make_unique<OutputFile>(file, descriptor);
}

base::Result<void> OutputFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return write_error(file_, errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

base::Result<std::unique_ptr<OutputFile>> OutputFolder::open(const fs::path& name) const {
    return OutputFile::make(partial_ / name);
}

base::Result<void> OutputFolder::write(const fs::path& name, std::string_view bytes) const {
    TRY(const auto file, open(name));
    return file->append(bytes);
}

bool OutputFolder::holds(const fs::path& name) const {
    return is_there(partial_ / name);
}

base::Result<void> OutputFolder::drop(const fs::path& name) const {
    std::error_code error;
    fs::remove(partial_ / name, error);
    return error ? base::Result<void>(write_error(partial_ / name, error.value())) : base::Result<void>{};
}

base::Result<void> OutputFolder::finish() {
    // What has its name must be whole: a mark in it would be a file too many. A run that is killed between the two leaves a folder that
    // the next one does not take for its own, and names.
    TRY_VOID(drop(kMark));
    {
        const base::Descriptor descriptor(::open(partial_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (descriptor.number() < 0 || ::syncfs(descriptor.number()) != 0) {
            return write_error(partial_, errno);
        }
    }
    std::error_code error;
    if (readable_ == Readable::by_all) {
        let_all_read(partial_, error);
    }
    if (error) {
        return write_error(partial_, error.value());
    }
    // Takes the place of an empty folder, and of nothing else.
    if (std::rename(partial_.c_str(), target_.c_str()) != 0) {
        return write_error(target_, errno);
    }
    partial_.clear();
    return store::sync_folder(target_.parent_path());
}

std::string safe_file_name(std::string_view slug) {
    std::string name(slug);
    std::ranges::replace_if(
        name, [](unsigned char c) { return c < 0x20 || c == 0x7F || std::string_view("/\\:*?\"<>|%#{}").contains(static_cast<char>(c)); },
        '-');
    if (name.size() > kMaxName) {
        std::size_t end = kMaxName;
        while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        name.resize(end);
    }
    if (name.empty() || name.front() == '.') {
        name.insert(0, "-");
    }
    return name;
}

}  // namespace stoppress::exporting
