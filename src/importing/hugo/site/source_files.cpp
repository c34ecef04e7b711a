// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/site/source_files.hpp"

#include <fmt/format.h>
#include <unicode/regex.h>

#include <system_error>

#include "importing/hugo/addresses/content_path.hpp"
#include "importing/limits.hpp"
#include "importing/text.hpp"

namespace stoppress::importing::hugo {
namespace {

namespace fs = std::filesystem;

/// For one pattern and one path, in ICU's units: some milliseconds each; bytes.
constexpr std::int32_t kMaxPatternSteps = 100;
constexpr std::int32_t kMaxPatternBytes = 1 << 20;
constexpr std::size_t kMaxPatterns = 100;

bool has_configuration(const fs::path& folder) {
    std::error_code failed;
    for (const char* name :
         {"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json"}) {
        if (fs::is_regular_file(folder / name, failed)) {
            return true;
        }
    }
    return fs::is_directory(folder / "config" / "_default", failed);
}

bool is_below(const fs::path& path, const fs::path& folder) {
    const auto [in_folder, in_path] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    static_cast<void>(in_path);
    return in_folder == folder.end() || in_folder->empty();
}

struct Folder {
    fs::path path;
    std::string below;  ///< of the content folder
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

    base::Result<void> walk(const fs::path& content, std::size_t language) {
        std::vector<Folder> open{{content, "", false, 0}};
        while (!open.empty()) {
            const Folder folder = std::move(open.back());
            open.pop_back();
            TRY_VOID(list(folder, language, open));
        }
        return {};
    }

    std::vector<SourceFile> files;

private:
    base::Result<void> list(const Folder& folder, std::size_t language, std::vector<Folder>& open) {
        std::error_code failed;
        std::vector<fs::directory_entry> entries;
        for (fs::directory_iterator at(folder.path, failed), end; !failed && at != end; at.increment(failed)) {
            entries.push_back(*at);
        }
        if (failed) {
            add(folder.below.empty() ? "." : folder.below, folder, language, "the folder cannot be read: " + failed.message(), false);
            return {};
        }
        std::ranges::sort(entries, {}, [](const fs::directory_entry& entry) { return entry.path().filename().string(); });
        const bool leaf =
            std::ranges::any_of(entries, [](const fs::directory_entry& entry) { return is_leaf_index(entry.path().filename().string()); });
        std::vector<Folder> below;
        for (const fs::directory_entry& entry : entries) {
            const std::string name = entry.path().filename().string();
            const std::string file = folder.below.empty() ? name : folder.below + "/" + name;
            const fs::file_status status = entry.symlink_status(failed);
            if (fs::is_symlink(status)) {
                add_link(entry.path(), file, folder, language);
            } else if (name.starts_with('.')) {
                add(file, folder, language, "a hidden file or folder", true);
            } else if (fs::is_directory(status)) {
                if (folder.depth >= kMaxFolderDepth) {
                    add(file, folder, language, "folders are nested too deeply", false);
                } else {
                    below.push_back({entry.path(), file, folder.in_leaf_bundle || leaf, folder.depth + 1});
                }
            } else if (fs::is_regular_file(status)) {
                add(file, folder, language, "", false);
                files.back().in_leaf_bundle = folder.in_leaf_bundle || (leaf && !is_leaf_index(name));
            } else {
                add(file, folder, language, "not a regular file", false);
            }
            if (files.size() > kMaxFiles) {
                return base::fail(base::ErrorCode::too_large, fmt::format("the site has more than {} files", kMaxFiles));
            }
        }
        // The last one pushed is walked first, so files come in the order of their paths.
        open.insert(open.end(), std::make_move_iterator(below.rbegin()), std::make_move_iterator(below.rend()));
        return {};
    }

    void add_link(const fs::path& link, const std::string& file, const Folder& folder, std::size_t language) {
        std::error_code failed;
        const fs::path target = fs::weakly_canonical(link, failed);
        const fs::path site = fs::weakly_canonical(folders_.site, failed);
        if (!failed && is_below(target, site)) {
            add(file, folder, language, "a symbolic link within the site; the file it points to is imported separately", true);
        } else {
            add(file, folder, language, "a symbolic link to a place outside the site", false);
        }
    }

    void add(const std::string& file, const Folder& folder, std::size_t language, std::string problem, bool harmless) {
        SourceFile one;
        one.file = file;
        one.language = language;
        std::error_code failed;
        const fs::path content = folders_.content.empty() ? folder.path : content_of(folder);
        one.name = (fs::proximate(content, folders_.site, failed) / file).lexically_normal().generic_string();
        one.problem = std::move(problem);
        one.harmless = harmless;
        files.push_back(std::move(one));
    }

    /// The content folder that contains `folder`.
    static fs::path content_of(const Folder& folder) {
        fs::path content = folder.path;
        for (std::size_t i = 0; i < folder.depth; ++i) {
            content = content.parent_path();
        }
        return content;
    }

    const SiteFolders& folders_;
};

}  // namespace

fs::path site_folder_of(const fs::path& path) {
    std::error_code failed;
    fs::path whole = fs::absolute(path, failed).lexically_normal();
    if (!whole.has_filename()) {
        whole = whole.parent_path();
    }
    if (!has_configuration(whole) && has_configuration(whole.parent_path()) && !fs::is_directory(whole / "content", failed)) {
        return whole.parent_path();
    }
    return whole;
}

base::Result<SiteFolders> find_folders(const fs::path& path, const SiteConfig& config) {
    std::error_code failed;
    if (!fs::is_directory(path, failed)) {
        return base::fail(base::ErrorCode::not_found, fmt::format("{} is not a folder; name the folder of a Hugo site.", path.string()));
    }
    SiteFolders folders;
    folders.site = site_folder_of(path);
    fs::path given = fs::absolute(path, failed).lexically_normal();
    if (!given.has_filename()) {
        given = given.parent_path();
    }
    const auto add = [&folders](const std::string& name, std::size_t language) -> base::Result<void> {
        const fs::path folder = (folders.site / name).lexically_normal();
        std::error_code unreadable;
        if (!is_below(fs::weakly_canonical(folder, unreadable), fs::weakly_canonical(folders.site, unreadable))) {
            return base::fail(base::ErrorCode::invalid,
                              fmt::format("the content folder {} is outside the site {}.", name, folders.site.string()));
        }
        if (fs::is_directory(folder, unreadable)) {
            folders.content.emplace_back(folder, language);
        }
        return {};
    };
    bool own_folders = false;
    for (std::size_t i = 0; i < config.languages.size(); ++i) {
        if (!config.languages[i].content_folder.empty()) {
            own_folders = true;
            TRY_VOID(add(config.languages[i].content_folder, i));
        }
    }
    if (!own_folders) {
        TRY_VOID(add(config.content_folder, 0));
    }
    if (folders.content.empty()) {
        // A content folder alone, without its site.
        folders.content.emplace_back(given, 0);
    }
    return folders;
}

base::Result<std::vector<SourceFile>> list_files(const SiteFolders& folders) {
    Walk walk(folders);
    for (const auto& [folder, language] : folders.content) {
        TRY_VOID(walk.walk(folder, language));
    }
    return std::move(walk.files);
}

base::Result<void> leave_out_ignored(std::vector<SourceFile>& files, const fs::path& site, const std::vector<std::string>& patterns) {
    if (patterns.size() > kMaxPatterns) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("ignoreFiles has more than {} patterns; join some of them with |.", kMaxPatterns));
    }
    for (const std::string& text : patterns) {
        UErrorCode error = U_ZERO_ERROR;
        icu::RegexMatcher matcher(icu::UnicodeString::fromUTF8(text), 0, error);
        matcher.setTimeLimit(kMaxPatternSteps, error);
        matcher.setStackLimit(kMaxPatternBytes, error);
        if (U_FAILURE(error) != 0) {
            return base::fail(
                base::ErrorCode::invalid,
                fmt::format("ignoreFiles: {:?} cannot be read as a regular expression. Correct it, or what Hugo hides would be shown.",
                            text));
        }
        for (SourceFile& file : files) {
            const auto path = icu::UnicodeString::fromUTF8((site / file.name).generic_string());
            matcher.reset(path);
            const bool found = matcher.find(error) != 0;
            // A pattern that takes too long may hide the file as well as not.
            if (file.problem.empty() && (found || U_FAILURE(error) != 0)) {
                file.problem = "Hugo ignores it (ignoreFiles)";
                file.harmless = true;
            }
            error = U_ZERO_ERROR;
        }
    }
    return {};
}

}  // namespace stoppress::importing::hugo
