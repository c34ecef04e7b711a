// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/site/source_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <unordered_set>

#include "importing/hugo/addresses/content_path.hpp"
#include "importing/hugo/site/path_patterns.hpp"
#include "importing/limits.hpp"

namespace stoppress::importing::hugo {
namespace {

namespace fs = std::filesystem;

/// "a/b", "b" where `folder` is empty.
std::string joined(std::string_view folder, std::string_view name) {
    return folder.empty() || name.empty() ? fmt::format("{}{}", folder, name) : fmt::format("{}/{}", folder, name);
}

struct Folder {
    fs::path path;
    std::string below;  ///< of the mount
    bool in_leaf_bundle = false;
    std::size_t depth = 0;
};

/// "index.md", "index.fr.html": makes its folder a leaf bundle.
bool is_leaf_index(const std::string& name) {
    return name.starts_with("index.") && is_page_file(name);
}

class Walk {
public:
    explicit Walk(const SiteFolders& folders) : folders_(folders) {}

    base::Result<void> walk(std::size_t number) {
        number_ = number;
        std::error_code failed;
        if (fs::is_regular_file(mount().source, failed)) {
            add("", false, "", false);
            return {};
        }
        std::vector<Folder> open{{mount().source, "", false, 0}};
        while (!open.empty()) {
            const Folder folder = std::move(open.back());
            open.pop_back();
            TRY_VOID(list(folder, open));
        }
        return {};
    }

    std::vector<SourceFile> files;

private:
    [[nodiscard]] const Mount& mount() const { return folders_.content[number_]; }

    /// Whether another language has this folder below that of this one as its own.
    [[nodiscard]] bool is_of_another_language(const fs::path& folder) const {
        return std::ranges::any_of(folders_.content,
                                   [&](const Mount& other) { return other.source == folder && other.language != mount().language; });
    }

    base::Result<void> list(const Folder& folder, std::vector<Folder>& open) {
        std::error_code failed;
        std::vector<fs::directory_entry> entries;
        for (fs::directory_iterator at(folder.path, failed), end; !failed && at != end; at.increment(failed)) {
            entries.push_back(*at);
        }
        if (failed) {
            add(folder.below.empty() ? "." : folder.below, false, "the folder cannot be read: " + failed.message(), false);
            return {};
        }
        std::ranges::sort(entries, {}, [](const fs::directory_entry& entry) { return entry.path().filename().string(); });
        const bool leaf =
            std::ranges::any_of(entries, [](const fs::directory_entry& entry) { return is_leaf_index(entry.path().filename().string()); });
        std::vector<Folder> below;
        for (const fs::directory_entry& entry : entries) {
            const std::string name = entry.path().filename().string();
            const std::string file = joined(folder.below, name);
            const fs::file_status status = entry.symlink_status(failed);
            if (fs::is_symlink(status)) {
                add_link(entry.path(), file);
            } else if (name.starts_with('.')) {
                add(file, false, "a hidden file or folder", true);
            } else if (fs::is_directory(status)) {
                if (folder.depth >= kMaxFolderDepth) {
                    add(file, false, "folders are nested too deeply", false);
                } else if (mount().filter != nullptr && !mount().filter->looks_into(file)) {
                    add(file, false, kLeftOut, true);
                } else if (!is_of_another_language(entry.path())) {
                    below.push_back({entry.path(), file, folder.in_leaf_bundle || leaf, folder.depth + 1});
                }
            } else if (fs::is_regular_file(status)) {
                const bool read = mount().filter == nullptr || mount().filter->reads(file);
                add(file, folder.in_leaf_bundle || (leaf && !is_leaf_index(name)), read ? "" : kLeftOut, true);
            } else {
                add(file, false, "not a regular file", false);
            }
            if (files.size() > kMaxFiles) {
                return base::fail(base::ErrorCode::too_large, fmt::format("the site has more than {} files", kMaxFiles));
            }
        }
        // The last one pushed is walked first, so files come in the order of their paths.
        open.insert(open.end(), std::make_move_iterator(below.rbegin()), std::make_move_iterator(below.rend()));
        return {};
    }

    void add_link(const fs::path& link, const std::string& file) {
        std::error_code failed;
        const fs::path target = fs::weakly_canonical(link, failed);
        const fs::path site = fs::weakly_canonical(folders_.site, failed);
        if (!failed && is_below(target, site)) {
            add(file, false, "a symbolic link within the site; the file it points to is imported separately", true);
        } else {
            add(file, false, "a symbolic link to a place outside the site", false);
        }
    }

    /// `below`: of the mount; empty: the mount is one file.
    void add(const std::string& below, bool in_leaf_bundle, std::string problem, bool harmless) {
        SourceFile one;
        one.file = joined(mount().target, below);
        one.mount = number_;
        one.language = mount().language;
        std::error_code failed;
        one.name = joined(fs::proximate(mount().source, folders_.site, failed).generic_string(), below);
        one.name = fs::path(one.name).lexically_normal().generic_string();
        one.in_leaf_bundle = in_leaf_bundle;
        one.problem = std::move(problem);
        one.harmless = harmless && !one.problem.empty();
        // With one folder there is nothing to compare, and a site may have millions of files.
        if (one.problem.empty() && folders_.content.size() > 1) {
            if (!named_.insert(one.name).second) {
                one.problem = "another mount of the site has read it already";
            } else if (!placed_.insert(fmt::format("{}:{}", one.language, one.file)).second) {
                one.problem = "Hugo does not read it: another folder has a file at its place";
            }
            one.harmless = !one.problem.empty();
        }
        files.push_back(std::move(one));
    }

    static constexpr const char* kLeftOut = "Hugo does not read it (includeFiles, excludeFiles)";

    const SiteFolders& folders_;
    std::size_t number_ = 0;
    std::unordered_set<std::string> named_;
    std::unordered_set<std::string> placed_;
};

}  // namespace

fs::path path_of(const SourceFile& file, const SiteFolders& folders) {
    const Mount& mount = folders.content[file.mount];
    if (file.file == mount.target) {
        return mount.source;
    }
    return mount.source / file.file.substr(mount.target.empty() ? 0 : mount.target.size() + 1);
}

base::Result<std::vector<SourceFile>> list_files(const SiteFolders& folders) {
    Walk walk(folders);
    for (std::size_t i = 0; i < folders.content.size(); ++i) {
        TRY_VOID(walk.walk(i));
    }
    return std::move(walk.files);
}

base::Result<void> leave_out_ignored(std::vector<SourceFile>& files, const fs::path& site, const std::vector<std::string>& patterns) {
    TRY(auto ignored, PathPatterns::expressions(patterns, "ignoreFiles"));
    if (ignored.empty()) {
        return {};
    }
    for (SourceFile& file : files) {
        // A pattern that takes too long may hide the file as well as not.
        if (file.problem.empty() && ignored.match((site / file.name).generic_string()) != PathPatterns::Match::none) {
            file.problem = "Hugo ignores it (ignoreFiles)";
            file.harmless = true;
        }
    }
    return {};
}

}  // namespace stoppress::importing::hugo
