// SPDX-License-Identifier: GPL-3.0-or-later
// A Jekyll site's _config.yml (or .yaml, .toml): what decides which pages are shown, where, and how their text is read.
// Flow:   file -> Value -> SiteConfig
// Thread: plain data; reading waits for the disk.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::jekyll {

struct Collection {
    std::string label;      ///< "posts"; its files are in "_posts"
    bool output = false;    ///< its documents have pages
    std::string permalink;  ///< a template
};

/// Values for the front matter of all files in a scope.
struct DefaultSet {
    bool scoped = false;
    std::string path;                 ///< "" for any; may have '*'
    std::optional<std::string> type;  ///< "posts", "pages", "drafts" or a collection's label
    Value values;
};

/// What kramdown shows for typed quotation marks: left and right single ones, left and right double ones.
using QuotationMarks = std::array<std::string, 4>;

struct SiteConfig {
    Value root;  ///< the whole file
    std::string title;
    std::string origin;     ///< "https://paper.example", of `url`; empty: not named
    std::string base_path;  ///< "/blog", of `baseurl`; empty: none
    std::string language;   ///< BCP 47; empty: not named
    std::string time_zone;  ///< an IANA name
    bool time_zone_named = false;
    std::string permalink = "date";  ///< a built-in style or a template
    std::vector<Collection> collections;
    std::string collections_folder;  ///< below which collections are; empty: the site
    std::string data_folder = "_data";
    std::string output_folder = "_site";
    std::vector<std::string> include;
    std::vector<std::string> exclude;
    std::vector<std::string> markdown_extensions;  ///< "md"
    bool future = false;
    bool unpublished = false;
    bool show_drafts = false;
    std::vector<DefaultSet> defaults;
    bool kramdown = true;  ///< else another Markdown processor
    bool auto_ids = true;
    bool typographic = true;  ///< dashes and dots
    bool hard_wrap = false;
    std::string id_prefix;
    QuotationMarks quotation_marks;

    [[nodiscard]] const Collection* collection(std::string_view label) const;
};

/// The folder that Jekyll reads for the site at `folder`: that folder, or the one in it that its configuration names. Fails if there is no
/// Jekyll site, or if its configuration cannot be read.
struct SiteSource {
    std::filesystem::path folder;
    SiteConfig config;
};
[[nodiscard]] base::Result<SiteSource> read_site(const std::filesystem::path& folder, const std::string& time_zone);

/// `time_zone`: where the configuration names none.
[[nodiscard]] SiteConfig site_config_of(Value root, const std::string& time_zone);

}  // namespace stoppress::importing::jekyll
