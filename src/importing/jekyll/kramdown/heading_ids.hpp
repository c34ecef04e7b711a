// SPDX-License-Identifier: GPL-3.0-or-later
// The ids that kramdown's GFM parser, Jekyll's, gives a page's headings. Measured with kramdown 2.4.0 and its GFM parser 1.1.0.
// Flow:   heading's Markdown -> KramdownHeadingIds -> document::Heading::anchor
// Thread: any; each object belongs to one page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stoppress::importing::jekyll {

class KramdownHeadingIds {
public:
    explicit KramdownHeadingIds(std::string prefix) : prefix_(std::move(prefix)) {}

    /// The id of the page's next heading: a second "part" is "part-1". What is left of a heading without letters and digits is "section".
    [[nodiscard]] std::string next(std::string_view heading);

private:
    std::string prefix_;
    std::unordered_map<std::string, std::size_t> used_;  ///< how often
};

}  // namespace stoppress::importing::jekyll
