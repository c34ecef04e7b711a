// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/files/new_site_folder.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include "base/files/mounted.hpp"
#include "store/files/site_lock.hpp"

namespace stoppress::store {

namespace {

base::Error cannot_be_created(const std::filesystem::path& folder, const std::error_code& error) {
    return base::fail(base::ErrorCode::io, fmt::format("{} cannot be created: {}.", folder.native(), error.message()));
}

/// Absolute, and without a slash at its end, which would follow a link.
std::filesystem::path place_of_site(const std::filesystem::path& target) {
    std::error_code error;
    auto place = std::filesystem::absolute(target, error).lexically_normal();
    return place.has_filename() ? place : place.parent_path();
}

base::Result<void> sync_folders(const std::filesystem::path& folder) {
    TRY_VOID(sync_folder(folder));
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
        if (entry.is_directory(error)) {
            TRY_VOID(sync_folder(entry.path()));
        }
    }
    return {};
}

}  // namespace

base::Result<void> NewSiteFolder::refuse_other_content(const std::filesystem::path& target) {
    const auto place = place_of_site(target);
    std::error_code error;
    const auto status = std::filesystem::symlink_status(place, error);
    if (!std::filesystem::exists(status)) {
        return {};
    }
    // The folder of the site could not get its name, which would be known only after all the work.
    if (std::filesystem::is_symlink(status)) {
        return base::fail(base::ErrorCode::conflict,
                          fmt::format("{} is a symbolic link; choose a new folder with --site.", target.native()));
    }
    if (base::is_mounted(place)) {
        return base::fail(base::ErrorCode::conflict,
                          fmt::format("{} is a mounted folder; choose a new folder in it with --site.", target.native()));
    }
    if (!std::filesystem::is_directory(status) || !std::filesystem::is_empty(place, error)) {
        return base::fail(base::ErrorCode::conflict, fmt::format("{} is not empty; choose a new folder with --site.", target.native()));
    }
    return {};
}

base::Result<NewSiteFolder> NewSiteFolder::make(const std::filesystem::path& target, std::string_view doing) {
    TRY_VOID(refuse_other_content(target));
    std::error_code error;
    const auto place = place_of_site(target);
    NewSiteFolder folder(place, fmt::format("{}.{}-{}", place.native(), doing, ::getpid()));
    std::filesystem::create_directories(place.parent_path(), error);
    if (!std::filesystem::create_directory(folder.path(), error)) {
        auto failed = cannot_be_created(folder.path(), error);
        folder.path_.clear();  // it is not this object's
        return failed;
    }
    return folder;
}

NewSiteFolder::~NewSiteFolder() {
    if (!path_.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
}

base::Result<void> NewSiteFolder::finish() {
    TRY_VOID(sync_folders(path_));
    std::error_code error;
    std::filesystem::rename(path_, target_, error);
    if (error) {
        return cannot_be_created(target_, error);
    }
    path_.clear();
    return sync_folder(target_.parent_path());
}

}  // namespace stoppress::store
