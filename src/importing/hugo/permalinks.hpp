// SPDX-License-Identifier: GPL-3.0-or-later
// The address that Hugo gives a page, by its permalink patterns or by where its file lies.
// Flow: ContentPath, front matter -> address -> PageIndex, ImportedStory
#pragma once

#include <optional>
#include <set>
#include <string>

#include "importing/hugo/content_path.hpp"
#include "importing/hugo/dates.hpp"

namespace stoppress::importing::hugo {

/// What of a page its address is made from.
struct AddressParts {
    const ContentPath& path;
    std::string_view title;
    std::string_view slug;
    std::string_view url;                    ///< of the front matter: beats all patterns
    const std::optional<WrittenDate>& date;  ///< nothing: Hugo's zero date, 1 January of the year 1
};

/// Folders of the site that are sections of their own (they have an _index file): what :sections names.
using BranchFolders = std::set<std::string>;

/// Whether the pattern has only tokens that are known; the first unknown one otherwise.
[[nodiscard]] std::optional<std::string> unknown_token(std::string_view pattern);

/// The page's path on its site, canonical, with the path of baseURL before it. Nothing where no request could ask for it.
[[nodiscard]] std::optional<std::string> address_of(const AddressParts& parts, const SiteConfig& config, const BranchFolders& branches);

/// An alias of the front matter as a path: absolute, or beside the page at `address`.
[[nodiscard]] std::optional<std::string> alias_address(std::string_view alias, std::string_view address, const SiteConfig& config);

}  // namespace stoppress::importing::hugo
