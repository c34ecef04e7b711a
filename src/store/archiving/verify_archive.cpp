// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archiving/verify_archive.hpp"

#include <array>
#include <functional>
#include <span>
#include <string>

#include <fmt/format.h>
#include <boost/unordered/unordered_flat_set.hpp>

#include "store/archiving/site_archive.hpp"
#include "store/files/file.hpp"
#include "store/upkeep/archive.hpp"

namespace stoppress::store {

namespace {

namespace fs = std::filesystem;

base::Error incomplete(const fs::path& folder, std::string_view what) {
    return base::fail(base::ErrorCode::corrupt, fmt::format("{} is not a complete archive: {}.", folder.native(), what));
}

/// Calls `each` with the name of every file. Refuses whatever is neither a file nor a folder.
base::Result<void> each_file(const fs::path& folder, const std::function<base::Result<void>(const std::string&)>& each) {
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const auto status = at->symlink_status(error);
        const auto name = at->path().lexically_relative(folder).native();
        if (fs::is_directory(status)) {
            continue;
        }
        if (!fs::is_regular_file(status)) {
            return incomplete(folder, fmt::format("{} is neither a file nor a folder", name));
        }
        if (name != kManifestFile) {
            TRY_VOID(each(name));
        }
    }
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be read: {}.", folder.native(), error.message()));
    }
    return {};
}

class FileVerifier {
public:
    FileVerifier(const fs::path& folder, const Progress& progress, const std::function<bool()>& interrupted)
        : folder_(folder), progress_(progress), interrupted_(interrupted) {}

    base::Result<void> find_files() {
        return each_file(folder_, [this](const std::string& name) -> base::Result<void> {
            // Only for progress; what it is compared with is what is read.
            std::error_code ignored;
            const auto size = fs::file_size(folder_ / name, ignored);
            total_ += ignored ? 0 : size;
            left_.insert(std::hash<std::string>()(name));
            return {};
        });
    }

    base::Result<void> verify(const ArchivedFile& file) {
        if (left_.erase(std::hash<std::string>()(file.name)) == 0) {
            std::error_code error;
            return incomplete(folder_, fs::exists(folder_ / file.name, error) ? fmt::format("{} names {} twice", kManifestFile, file.name)
                                                                              : fmt::format("{} is missing", file.name));
        }
        if (file.name.starts_with(kDataFolder) && !is_data_file(file.name)) {
            return incomplete(folder_, fmt::format("{} is of no table that this version knows", file.name));
        }
        TRY(auto opened, File::open(folder_ / file.name));
        Sum sum;
        std::uint64_t size = 0;
        while (true) {
            if (interrupted_()) {
                return base::fail(base::ErrorCode::unavailable, "interrupted; nothing was written.");
            }
            TRY(const auto read, opened.read(buffer_));
            sum.add(std::span(buffer_).first(read));
            size += read;
            progress_(done_ += read, total_);
            if (read < buffer_.size() || size > file.size) {
                break;
            }
        }
        if (size != file.size || sum.hexadecimal() != file.sha256) {
            return incomplete(folder_, fmt::format("{} differs from what was written", file.name));
        }
        ++files_;
        return {};
    }

    /// Names a file that the manifest does not.
    base::Result<void> refuse_others() const {
        return left_.empty() ? base::Result<void>() : each_file(folder_, [this](const std::string& name) -> base::Result<void> {
            return left_.contains(std::hash<std::string>()(name))
                       ? base::Result<void>(incomplete(folder_, fmt::format("{} is not in {}", name, kManifestFile)))
                       : base::Result<void>();
        });
    }

    [[nodiscard]] std::uint64_t files() const { return files_; }
    [[nodiscard]] std::uint64_t bytes() const { return done_; }

private:
    const fs::path& folder_;
    const Progress& progress_;
    const std::function<bool()>& interrupted_;
    boost::unordered_flat_set<std::size_t> left_{};  ///< hashes of the names of files that the manifest has not named yet
    std::array<char, 1 << 16> buffer_{};
    std::uint64_t files_ = 0;
    std::uint64_t done_ = 0;
    std::uint64_t total_ = 0;
};

base::Result<void> require_data(const fs::path& folder) {
    const auto require = [&folder](std::string_view name) -> base::Result<void> {
        std::error_code error;
        return fs::exists(folder / name, error) ? base::Result<void>() : incomplete(folder, fmt::format("{} is missing", name));
    };
    TRY_VOID(require(kArchivedSettings));
    TRY_VOID(require(kViewLogFile));
    for (const auto& table : site_tables()) {
        if (const auto name = file_of(table); name) {
            TRY_VOID(require(*name));
        }
    }
    for (const auto& table : people_tables()) {
        TRY_VOID(require(file_of_people(table)));
    }
    return {};
}

}  // namespace

base::Result<VerifiedArchive> verify_archive(const fs::path& folder, const Progress& progress, const std::function<bool()>& interrupted) {
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(folder / kManifestFile, error))) {
        return base::fail(
            base::ErrorCode::not_found,
            fmt::format("{} has no {}: name a folder that `stoppress export archive` has written.", folder.native(), kManifestFile));
    }
    VerifiedArchive verified;
    const auto verifier = std::make_unique<FileVerifier>(folder, progress, interrupted);
    TRY_VOID(verifier->find_files());
    TRY(verified.head, read_manifest(folder / kManifestFile, [&](const ArchivedFile& file) { return verifier->verify(file); }));
    TRY_VOID(verifier->refuse_others());
    TRY_VOID(require_data(folder));
    verified.files = verifier->files();
    verified.bytes = verifier->bytes();
    return verified;
}

}  // namespace stoppress::store
