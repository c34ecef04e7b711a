// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a Hugo site's configuration that decide which pages exist and at which addresses.
// Flow:   hugo.toml, config.*, config/_default/* -> SiteConfig -> Page, permalinks
// Thread: any but a loop's; read_site_config() reads files.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "importing/hugo/menus/menu_entry.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::hugo {

struct SiteLanguage {
    std::string key;             ///< "fr", as in file names and addresses
    std::string tag;             ///< BCP 47
    std::string content_folder;  ///< its own, relative to the site; empty: all languages share one
    bool disabled = false;       ///< Hugo does not build it
    bool ugly_urls = false;
    std::set<std::string> ugly_sections{};            ///< of which alone uglyURLs holds
    std::map<std::string, std::string> permalinks{};  ///< of pages, by section; "" for all
};

/// What the terms of a taxonomy become.
enum class TermKind : std::uint8_t { topic, author };

struct Taxonomy {
    std::string singular;
    std::string plural;  ///< its key in front matter and the name of its folder
    TermKind kind = TermKind::topic;
};

/// One of module.mounts: a folder or file that stands at another place of the site, "content/more".
struct MountRule {
    std::string source;                      ///< relative to the site or the module
    std::string target;                      ///< begins with the component: content, static, assets, …
    std::string language;                    ///< key; empty: the default one
    std::vector<std::string> include_files;  ///< globs, relative to the source; empty: all
    std::vector<std::string> exclude_files;
};

/// A theme, or another module that the site imports.
struct ModuleRule {
    std::string path;               ///< the name of its folder in themesDir or _vendor
    std::vector<MountRule> mounts;  ///< if the import says so, only these parts of it
};

/// markup.goldmark.parser.autoHeadingIDType; none: autoHeadingID is off.
enum class HeadingIdType : std::uint8_t { none, github, github_ascii, blackfriday };

/// What markup.goldmark.extensions.typographer writes for what is typed; empty: it stays.
struct TypographerSigns {
    std::string left_single = "‘";
    std::string right_single = "’";
    std::string left_double = "“";
    std::string right_double = "”";
    std::string apostrophe = "’";
    std::string en_dash = "–";
    std::string em_dash = "—";
    std::string ellipsis = "…";
    std::string left_angle = "«";
    std::string right_angle = "»";
};

struct SiteConfig {
    std::string base_url;   ///< without trailing '/'; empty: not a real one
    std::string base_path;  ///< the path of baseURL, "" or "/blog"
    std::string title;
    std::string description;  ///< of its params, where themes look for it
    std::string time_zone = "UTC";
    std::string content_folder = "content";
    std::string data_folder = "data";
    std::string asset_folder = "assets";
    std::string themes_folder = "themes";
    std::vector<std::string> static_folders{"static"};  ///< a file of a later one hides that of an earlier one
    std::vector<MountRule> mounts;
    std::vector<ModuleRule> modules;      ///< those first whose files hide those of the others
    bool language_named = false;          ///< the configuration names the language of the site
    std::vector<SiteLanguage> languages;  ///< the default one first, those that are disabled last; never empty
    bool default_language_in_subfolder = false;
    bool path_to_lower = true;
    bool remove_path_accents = false;
    bool build_drafts = false;
    bool build_future = false;
    bool build_expired = false;
    bool enable_emoji = false;
    HeadingIdType heading_ids = HeadingIdType::github;
    std::optional<TypographerSigns> typographer = TypographerSigns{};  ///< nothing: it is off
    std::vector<std::string> ignore_files;  ///< regular expressions; files whose whole path one of them finds are left out
    std::vector<Taxonomy> taxonomies;
    std::string feed_name = "index.xml";                           ///< of each list's RSS feed, in the folder of the list
    std::string missing_reference_url;                             ///< refLinksNotFoundURL
    std::map<std::string, std::vector<std::string>> date_sources;  ///< frontmatter.date, publishdate, lastmod, expirydate
    Value params;
    std::vector<MenuEntry> menu_entries;  ///< of all menus, in the first language
    std::string section_pages_menu;       ///< the menu that has an entry for each section; empty: none

    /// base_url without base_path: "https://paper.test".
    [[nodiscard]] std::string origin() const;
    [[nodiscard]] const Taxonomy* taxonomy_of_folder(std::string_view plural) const;
    /// Whether Hugo builds more than one language.
    [[nodiscard]] bool multilingual() const;
    /// What the addresses of a language begin with, behind base_path: "/fa"; empty for the default one.
    [[nodiscard]] std::string language_prefix(std::size_t language) const;
};

/// Called for anything in the configuration that cannot be read or is not supported.
using Complain = std::function<void(const std::string& file, std::size_t line, const std::string& what)>;

/// Reads the configuration of the site in `folder`; without one, Hugo's defaults apply. Fails if a file cannot be read,
/// because wrong permalinks would make every address wrong.
[[nodiscard]] base::Result<SiteConfig> read_site_config(const std::filesystem::path& folder, const Complain& complain);

/// Makes it from a configuration already read, for tests.
[[nodiscard]] SiteConfig site_config_of(const Value& configuration);

}  // namespace stoppress::importing::hugo
