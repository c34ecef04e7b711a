// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/theme/theme_files.hpp"

#include <fmt/core.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>

#include "base/files/read_file.hpp"
#include "generated/theme_files.hpp"
#include "render/limits.hpp"
#include "settings/checks.hpp"

namespace stoppress::render {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

namespace fs = std::filesystem;

bool has_suffix(std::string_view path, std::span<const std::string_view> suffixes) {
    return std::ranges::any_of(suffixes, [path](std::string_view suffix) { return path.ends_with(suffix); });
}

constexpr std::array<std::string_view, 2> kTextSuffixes{".mustache", ".toml"};
constexpr std::array<std::string_view, 14> kAssetSuffixes{".css",  ".js",  ".svg", ".png", ".jpg",  ".jpeg",  ".webp",
                                                          ".avif", ".gif", ".ico", ".txt", ".woff", ".woff2", ".json"};

bool is_plain_name(std::string_view path) {
    return std::ranges::all_of(path, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '/';
    });
}

enum class Role { part, ignored, misplaced };

/// The kind of a file in a theme, by its path. Editors leave hidden files and copies behind; documents may be
/// next to theme.toml.
Role role_of(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    if (name.starts_with('.') || name.starts_with('#') || name.ends_with('~') || (path != "theme.toml" && !path.contains('/'))) {
        return Role::ignored;
    }
    if (path == "theme.toml") {
        return Role::part;
    }
    if (path.starts_with("templates/")) {
        return is_plain_name(path) && path.ends_with(".mustache") ? Role::part : Role::misplaced;
    }
    if (path.starts_with("words/")) {
        return is_plain_name(path) && path.ends_with(".toml") ? Role::part : Role::misplaced;
    }
    if (path.starts_with("assets/")) {
        return is_plain_name(path) && has_suffix(path, kAssetSuffixes) ? Role::part : Role::misplaced;
    }
    return Role::ignored;
}

Result<std::string> read_part(const fs::path& path, std::size_t limit) {
    auto bytes = base::read_file(path, limit);
    if (!bytes.has_value()) {
        return fail(ErrorCode::invalid, fmt::format("{}: {}.", path.string(), bytes.error().message));
    }
    return bytes;
}

bool keeps_both_layers(std::string_view path) {
    return path == "theme.toml" || path.starts_with("words/");
}

void add(ThemeFiles& files, const std::string& path, ThemeFile file) {
    std::vector<ThemeFile>& layers = files[path];
    if (!keeps_both_layers(path)) {
        layers.clear();
    }
    layers.push_back(std::move(file));
}

ThemeFiles built_in_files() {
    ThemeFiles files;
    for (const base::EmbeddedFile& file : generated::theme_files()) {
        const std::string path{file.path};
        if (role_of(path) == Role::part) {
            add(files, path, ThemeFile{"built-in theme: " + path, std::string(file.bytes)});
        }
    }
    return files;
}

/// Adds all files below `folder`. A stack instead of recursion; links are refused rather than followed out
/// of the folder.
Result<void> add_folder(ThemeFiles& files, const fs::path& folder) {
    std::size_t count = 0;
    std::size_t total = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator entry{folder, error}, end; !error && entry != end; entry.increment(error)) {
        const std::string path = entry->path().lexically_relative(folder).generic_string();
        const std::string name = entry->path().filename().string();
        if (name.starts_with('.')) {
            entry.disable_recursion_pending();
            continue;
        }
        if (entry->is_symlink(error)) {
            return fail(ErrorCode::invalid,
                        fmt::format("{}: is a symbolic link. Put the file itself into the theme.", entry->path().string()));
        }
        if (entry->is_directory(error)) {
            if (entry.depth() >= kMaxFolderDepth) {
                return fail(ErrorCode::invalid, fmt::format("{}: the folders of a theme can be nested at most {} levels deep.",
                                                            entry->path().string(), kMaxFolderDepth));
            }
            continue;
        }
        const Role role = role_of(path);
        if (role == Role::ignored) {
            continue;
        }
        if (role == Role::misplaced) {
            return fail(ErrorCode::invalid,
                        fmt::format("{}: is not a valid file of a theme. Templates end in .mustache, words in .toml; assets are style "
                                    "sheets, scripts, pictures and fonts; names consist of letters, digits, '-', '_' and '.'.",
                                    entry->path().string()));
        }
        TRY(std::string bytes,
            read_part(entry->path(), has_suffix(path, kTextSuffixes) || path.ends_with(".css") ? kMaxTextFile : kMaxAssetFile));
        total += bytes.size();
        if (++count > kMaxFiles || total > kMaxThemeBytes) {
            return fail(ErrorCode::invalid, fmt::format("{}: the theme is too large: the limit is {} files and {} bytes.", folder.string(),
                                                        kMaxFiles, kMaxThemeBytes));
        }
        add(files, path, ThemeFile{entry->path().string(), std::move(bytes)});
    }
    if (error) {
        return fail(ErrorCode::invalid, fmt::format("{}: cannot be read ({}).", folder.string(), error.message()));
    }
    return {};
}

bool is_theme_name(std::string_view name) {
    return !name.empty() && name.size() <= 64 && !name.starts_with('.') && !name.contains('/') && is_plain_name(name);
}

}  // namespace

Result<ThemeFiles> read_theme_files(const fs::path& folder, std::string_view name) {
    if (!is_theme_name(name)) {
        return fail(ErrorCode::invalid, fmt::format("site.theme: '{}' is not a valid name of a theme. Use the name of a folder in {}.",
                                                    name, (folder / "themes").string()));
    }
    ThemeFiles files = built_in_files();
    const fs::path theme = folder / "themes" / name;
    std::error_code error;
    const fs::file_status status = fs::symlink_status(theme, error);
    if (status.type() == fs::file_type::not_found) {
        if (name == kBuiltInTheme) {
            return files;
        }
        return fail(ErrorCode::invalid,
                    fmt::format("site.theme: the folder {} does not exist. Create it, or set site.theme to \"default\".", theme.string()));
    }
    if (error || status.type() != fs::file_type::directory || fs::is_symlink(theme.parent_path(), error)) {
        return fail(ErrorCode::invalid,
                    fmt::format("site.theme: {} is not a folder inside the site's folder, or is behind a symbolic link.", theme.string()));
    }
    TRY_VOID(add_folder(files, theme));
    return files;
}

std::size_t theme_folder_state(const fs::path& folder, std::string_view name) {
    std::size_t state = 0;
    std::error_code error;
    const fs::path theme = folder / "themes" / name;
    for (fs::recursive_directory_iterator entry{theme, error}, end; !error && entry != end; entry.increment(error)) {
        if (entry->path().filename().string().starts_with('.')) {
            entry.disable_recursion_pending();
            continue;
        }
        struct stat status{};
        if (::lstat(entry->path().c_str(), &status) != 0) {
            continue;
        }
        const std::string line = fmt::format("{} {} {} {} {}", entry->path().string(), status.st_size, status.st_mtim.tv_sec,
                                             status.st_mtim.tv_nsec, status.st_ino);
        // A sum, because folders list their files in no order.
        state += std::hash<std::string>{}(line);
        if (S_ISDIR(status.st_mode) && entry.depth() >= kMaxFolderDepth) {
            entry.disable_recursion_pending();
        }
    }
    return state;
}

std::vector<std::string> theme_names(const std::filesystem::path& folder) {
    std::vector<std::string> names{std::string(kBuiltInTheme)};
    std::error_code error;
    for (fs::directory_iterator entry{folder / "themes", error}, end; !error && entry != end; entry.increment(error)) {
        std::string name = entry->path().filename().string();
        const bool is_folder = entry->is_directory(error) && !entry->is_symlink(error);
        if (is_folder && name != kBuiltInTheme && !settings::check_theme(name)) {
            names.push_back(std::move(name));
        }
    }
    std::ranges::sort(names);
    names.resize(std::min(names.size(), kMaxThemes));
    return names;
}

}  // namespace stoppress::render
