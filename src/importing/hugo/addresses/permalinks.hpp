// SPDX-License-Identifier: GPL-3.0-or-later
// The address that Hugo gives a page, by its permalink patterns or by the place of its file.
// Flow:   ContentPath, front matter -> address -> PageIndex, ImportedStory
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "importing/hugo/addresses/content_path.hpp"
#include "importing/hugo/front_matter/dates.hpp"

namespace stoppress::importing::hugo {

/// The properties of a page that its address is made from.
struct AddressParts {
    const ContentPath& path;
    std::string_view title;
    std::string_view slug;
    std::string_view url;                    ///< from the front matter; overrides all patterns
    const std::optional<WrittenDate>& date;  ///< nothing: Hugo's zero date, 1 January of the year 1
};

/// Folders that are sections of their own (they have an _index file), for the token :sections.
using BranchFolders = std::set<std::string>;

/// The first unknown token of the pattern; nothing if all are known.
[[nodiscard]] std::optional<std::string> unknown_token(std::string_view pattern);

/// The page's canonical path on its site, including the path of baseURL. Nothing if it cannot be a valid path.
[[nodiscard]] std::optional<std::string> address_of(const AddressParts& parts, const SiteConfig& config, const BranchFolders& branches);

/// An alias of the front matter as a path: absolute, or relative to the page at `address`.
[[nodiscard]] std::optional<std::string> alias_address(std::string_view alias, std::string_view address, const SiteConfig& config);

/// Where the files of a page's bundle are: "/news/x" for "/news/x" and, with uglyURLs, "/news/x.html".
[[nodiscard]] std::string bundle_address(std::string_view address);

}  // namespace stoppress::importing::hugo
