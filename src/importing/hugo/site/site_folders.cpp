// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/site/site_folders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

namespace fs = std::filesystem;

/// Content, static and asset folders. Real sites have some dozen.
constexpr std::size_t kMaxMounts = 1'000;

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

fs::path without_trailing_slash(const fs::path& path) {
    return path.has_filename() ? path : path.parent_path();
}

std::string_view without_slashes(std::string_view text) {
    return base::trimmed(text, "/");
}

/// Collects the folders of one site.
class FolderFinder {
public:
    FolderFinder(fs::path site, const SiteConfig& config) : config_(config) { folders_.site = std::move(site); }

    base::Result<SiteFolders> find(const fs::path& given) {
        TRY_VOID(follow(config_.mounts, folders_.site));
        if (!mounted("content")) {
            TRY_VOID(add_content());
        }
        if (!mounted("static")) {
            // A later one hides an earlier one.
            for (auto folder = config_.static_folders.rbegin(); folder != config_.static_folders.rend(); ++folder) {
                TRY_VOID(add({*folder, "static", "", {}, {}}, folders_.site));
            }
        }
        if (!mounted("assets")) {
            TRY_VOID(add({config_.asset_folder, "assets", "", {}, {}}, folders_.site));
        }
        std::set<std::string> seen;
        for (const ModuleRule& module : config_.modules) {
            if (seen.size() >= kMaxMounts) {
                return base::fail(base::ErrorCode::too_large, fmt::format("the site has more than {} themes and modules", kMaxMounts));
            }
            if (seen.insert(module.path).second) {
                TRY_VOID(add_module(module));
            }
        }
        if (folders_.content.empty()) {
            // A content folder alone, without its site.
            folders_.content.push_back({given, "", 0, nullptr});
        }
        return std::move(folders_);
    }

private:
    [[nodiscard]] std::size_t language_of(std::string_view key) const {
        const auto found =
            std::ranges::find_if(config_.languages, [key](const SiteLanguage& one) { return equals_ignoring_case(one.key, key); });
        return found == config_.languages.end() ? 0 : static_cast<std::size_t>(found - config_.languages.begin());
    }

    [[nodiscard]] bool mounted(std::string_view component) const {
        return std::ranges::any_of(config_.mounts, [component](const MountRule& rule) {
            const std::string_view target = without_slashes(rule.target);
            return target.substr(0, target.find('/')) == component;
        });
    }

    base::Result<void> follow(const std::vector<MountRule>& rules, const fs::path& root) {
        for (const MountRule& rule : rules) {
            TRY_VOID(add(rule, root));
        }
        return {};
    }

    base::Result<void> add_content() {
        bool shared = false;
        for (const SiteLanguage& language : config_.languages) {
            if (!language.content_folder.empty()) {
                TRY_VOID(add({language.content_folder, "content", language.key, {}, {}}, folders_.site));
            } else if (!shared) {
                // The first of those that have no folder of their own; the others are named by the files.
                TRY_VOID(add({config_.content_folder, "content", language.key, {}, {}}, folders_.site));
                shared = true;
            }
        }
        return {};
    }

    base::Result<void> add_module(const ModuleRule& module) {
        std::error_code failed;
        for (const fs::path& parent : {folders_.site / "_vendor", folders_.site / config_.themes_folder}) {
            const fs::path folder = (parent / module.path).lexically_normal();
            if (!fs::is_directory(folder, failed)) {
                continue;
            }
            if (!is_below(fs::weakly_canonical(folder, failed), fs::weakly_canonical(folders_.site, failed))) {
                folders_.notes.push_back(
                    fmt::format("the theme or module {:?} is outside the site; its pages and pictures are not imported", module.path));
                return {};
            }
            if (!module.mounts.empty()) {
                return follow(module.mounts, folder);
            }
            // Its own mounts, and the usual folders for the components that they do not name.
            auto own = read_site_config(folder, [](const std::string&, std::size_t, const std::string&) {});
            const std::vector<MountRule> rules = own.has_value() ? own->mounts : std::vector<MountRule>{};
            TRY_VOID(follow(rules, folder));
            for (const std::string component : {"content", "static", "assets"}) {
                if (std::ranges::none_of(rules,
                                         [&](const MountRule& rule) { return without_slashes(rule.target).starts_with(component); })) {
                    TRY_VOID(add({component, component, "", {}, {}}, folder));
                }
            }
            return {};
        }
        folders_.notes.push_back(
            fmt::format("the theme or module {:?} is not in the site's folder, so its pages and pictures are not "
                        "imported; if it has some, run `hugo mod vendor` first",
                        module.path));
        return {};
    }

    /// Ignores what is not there and what is no content, file or asset.
    base::Result<void> add(const MountRule& rule, const fs::path& root) {
        const std::string_view target = without_slashes(rule.target);
        const std::string_view component = target.substr(0, target.find('/'));
        auto* const list = component == "content"  ? &folders_.content
                           : component == "static" ? &folders_.statics
                           : component == "assets" ? &folders_.assets
                                                   : nullptr;
        const fs::path source = without_trailing_slash((root / rule.source).lexically_normal());
        std::error_code failed;
        if (list == nullptr || !fs::exists(source, failed)) {
            return {};
        }
        if (!is_below(fs::weakly_canonical(source, failed), fs::weakly_canonical(folders_.site, failed))) {
            if (list == &folders_.content) {
                return base::fail(base::ErrorCode::invalid,
                                  fmt::format("the content folder {} is outside the site {}. Copy it into the site.", rule.source,
                                              folders_.site.string()));
            }
            folders_.notes.push_back(fmt::format("the folder {:?} is outside the site; its pictures are not imported", rule.source));
            return {};
        }
        std::shared_ptr<MountFilter> filter;
        if (!rule.include_files.empty() || !rule.exclude_files.empty()) {
            TRY(filter, MountFilter::make(rule.include_files, rule.exclude_files));
        }
        // Each is looked at for every file that a page names.
        if (folders_.content.size() + folders_.statics.size() + folders_.assets.size() >= kMaxMounts) {
            return base::fail(base::ErrorCode::too_large,
                              fmt::format("the site has more than {} mounts, themes and languages", kMaxMounts));
        }
        list->push_back(
            {source, std::string(without_slashes(target.substr(component.size()))), language_of(rule.language), std::move(filter)});
        return {};
    }

    const SiteConfig& config_;
    SiteFolders folders_;
};

}  // namespace

bool is_below(const fs::path& path, const fs::path& folder) {
    const auto [in_folder, in_path] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    static_cast<void>(in_path);
    return in_folder == folder.end() || in_folder->empty();
}

bool stays_inside(std::string_view name) {
    return !name.starts_with('/') && !name.contains('\0') &&
           std::ranges::none_of(split(name, '/'), [](std::string_view part) { return part == ".."; });
}

std::optional<SiteFile> SiteFolders::find(const std::vector<Mount>& mounts, std::string_view place,
                                          std::optional<std::size_t> language) const {
    std::error_code failed;
    for (const Mount& mount : mounts) {
        if (language.has_value() && mount.language != *language) {
            continue;
        }
        SiteFile file{mount.source, std::string(place), "", mount.language};
        if (place == mount.target) {
            // A mount of one file.
            file = {mount.source.parent_path(), mount.source.filename().string(), "", mount.language};
        } else if (!mount.target.empty()) {
            if (!place.starts_with(mount.target) || place.substr(mount.target.size(), 1) != "/") {
                continue;
            }
            file.name = place.substr(mount.target.size() + 1);
        }
        if (fs::is_regular_file(file.folder / file.name, failed) && (mount.filter == nullptr || mount.filter->reads(file.name))) {
            file.shown = (fs::proximate(file.folder, site, failed) / file.name).lexically_normal().generic_string();
            return file;
        }
    }
    return std::nullopt;
}

std::optional<SiteFile> SiteFolders::content_file(std::string_view place, std::size_t language) const {
    if (place.empty() || !stays_inside(place)) {
        return std::nullopt;
    }
    auto found = find(content, place, language);
    return found.has_value() ? found : find(content, place, std::nullopt);
}

std::optional<SiteFile> SiteFolders::static_file(std::string_view place) const {
    return place.empty() || !stays_inside(place) ? std::nullopt : find(statics, place, std::nullopt);
}

std::optional<SiteFile> SiteFolders::asset_file(std::string_view place) const {
    return place.empty() || !stays_inside(place) ? std::nullopt : find(assets, place, std::nullopt);
}

fs::path site_folder_of(const fs::path& path) {
    std::error_code failed;
    fs::path whole = without_trailing_slash(fs::absolute(path, failed).lexically_normal());
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
    return FolderFinder(site_folder_of(path), config).find(without_trailing_slash(fs::absolute(path, failed).lexically_normal()));
}

}  // namespace stoppress::importing::hugo
