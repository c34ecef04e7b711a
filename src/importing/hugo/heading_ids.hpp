// SPDX-License-Identifier: GPL-3.0-or-later
// The ids that Hugo gives a page's headings, to which links with a fragment lead. Measured with Hugo 0.111.3: they are made from
// the Markdown of the heading, addresses of links in it included.
// Flow:   heading's Markdown -> HeadingIds -> document::Heading::anchor
// Thread: any; each object belongs to one page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "importing/hugo/site/site_config.hpp"

namespace stoppress::importing::hugo {

class HeadingIds {
public:
    explicit HeadingIds(HeadingIdType type) : type_(type) {}

    /// The id of the page's next heading: a second "part" is "part-1".
    [[nodiscard]] std::string next(std::string_view heading);

private:
    HeadingIdType type_;
    std::unordered_map<std::string, std::size_t> used_;  ///< with the number that the next equal heading gets
};

}  // namespace stoppress::importing::hugo
