// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/site/mount_filter.hpp"

#include <filesystem>
#include <set>

namespace stoppress::importing::hugo {
namespace {

std::string rooted(std::string_view path) {
    return path.starts_with('/') ? std::string(path) : "/" + std::string(path);
}

std::vector<std::string> rooted(const std::vector<std::string>& globs) {
    std::vector<std::string> all;
    all.reserve(globs.size());
    for (const std::string& glob : globs) {
        all.push_back(rooted(glob));
    }
    return all;
}

}  // namespace

base::Result<std::shared_ptr<MountFilter>> MountFilter::make(const std::vector<std::string>& include,
                                                             const std::vector<std::string>& exclude) {
    const std::vector<std::string> files = rooted(include);
    TRY(auto included, PathPatterns::globs(files, "includeFiles"));
    TRY(auto left_out, PathPatterns::globs(rooted(exclude), "excludeFiles"));
    // A folder is looked into where it is included itself, or one of the patterns is below it.
    std::set<std::string> folders;
    for (const std::string& glob : files) {
        for (auto folder = std::filesystem::path(glob).parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
            folders.insert(folder.generic_string());
        }
    }
    PathPatterns parents;
    for (const std::string& folder : folders) {
        TRY_VOID(parents.add_glob(folder, "includeFiles"));
    }
    return std::make_shared<MountFilter>(std::move(included), std::move(parents), std::move(left_out));
}

MountFilter::MountFilter(PathPatterns included, PathPatterns folders, PathPatterns excluded)
    : included_(std::move(included)), folders_(std::move(folders)), excluded_(std::move(excluded)), has_included_(!included_.empty()) {}

bool MountFilter::passes(PathPatterns& included, const std::string& path) {
    return has_included_ ? included.match(path) == PathPatterns::Match::found : excluded_.match(path) == PathPatterns::Match::none;
}

bool MountFilter::reads(std::string_view file) {
    const base::Lock lock(mutex_);
    return passes(included_, rooted(file));
}

bool MountFilter::looks_into(std::string_view folder) {
    const base::Lock lock(mutex_);
    const std::string path = rooted(folder);
    return passes(folders_, path) || (has_included_ && passes(included_, path));
}

}  // namespace stoppress::importing::hugo
