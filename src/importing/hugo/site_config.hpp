// SPDX-License-Identifier: GPL-3.0-or-later
// What of a Hugo site's configuration decides which pages there are and at which addresses.
// Flow: hugo.toml, config.*, config/_default/* -> SiteConfig -> Page, permalinks
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "importing/value.hpp"

namespace stoppress::importing::hugo {

struct SiteLanguage {
    std::string key;             ///< "fr", as in file names and addresses
    std::string tag;             ///< BCP 47
    std::string content_folder;  ///< its own, below the site; empty: all languages share one
};

/// What the terms of a taxonomy become.
enum class TermKind : std::uint8_t { topic, author };

struct Taxonomy {
    std::string singular;
    std::string plural;  ///< the key in front matter and the folder
    TermKind kind = TermKind::topic;
};

struct SiteConfig {
    std::string base_url;   ///< without '/' at the end; empty: none that is real
    std::string base_path;  ///< the path of baseURL, "" or "/blog"
    std::string title;
    std::string time_zone = "UTC";
    std::string content_folder = "content";
    std::string data_folder = "data";
    std::vector<SiteLanguage> languages;  ///< the default one first; never empty
    bool default_language_in_subfolder = false;
    bool ugly_urls = false;
    bool path_to_lower = true;
    bool remove_accents = false;
    bool build_drafts = false;
    bool build_future = false;
    bool build_expired = false;
    bool enable_emoji = false;
    std::vector<Taxonomy> taxonomies;
    std::map<std::string, std::string> permalinks;                 ///< of pages, by section; "" for all
    std::string missing_reference_url;                             ///< refLinksNotFoundURL
    std::map<std::string, std::vector<std::string>> date_sources;  ///< frontmatter.date, publishdate, lastmod, expirydate
    Value params;

    [[nodiscard]] const Taxonomy* taxonomy_of_folder(std::string_view plural) const;
};

/// Told of anything in the configuration that could not be read or is not followed.
using Complain = std::function<void(const std::string& file, std::size_t line, const std::string& what)>;

/// Reads the configuration of the site in `folder`; where there is none, Hugo's defaults hold. Files that cannot be read are an error:
/// with wrong permalinks every address would be wrong.
[[nodiscard]] base::Result<SiteConfig> read_site_config(const std::filesystem::path& folder, const Complain& complain);

/// The same of configuration already read, for tests.
[[nodiscard]] SiteConfig site_config_of(const Value& configuration);

}  // namespace stoppress::importing::hugo
