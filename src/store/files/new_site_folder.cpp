// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/files/new_site_folder.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include "store/files/site_lock.hpp"

namespace stoppress::store {

namespace {

base::Error cannot_be_created(const std::filesystem::path& folder, const std::error_code& error) {
    return base::fail(base::ErrorCode::io, fmt::format("{} cannot be created: {}.", folder.native(), error.message()));
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
    std::error_code error;
    const bool exists = std::filesystem::exists(std::filesystem::symlink_status(target, error));
    if (exists && (!std::filesystem::is_directory(target, error) || !std::filesystem::is_empty(target, error))) {
        return base::fail(base::ErrorCode::conflict, fmt::format("{} is not empty; choose a new folder with --site.", target.native()));
    }
    return {};
}

base::Result<NewSiteFolder> NewSiteFolder::make(const std::filesystem::path& target, std::string_view doing) {
    TRY_VOID(refuse_other_content(target));
    std::error_code error;
    auto place = std::filesystem::absolute(target, error).lexically_normal();
    if (!place.has_filename()) {
        place = place.parent_path();
    }
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
