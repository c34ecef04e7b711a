// SPDX-License-Identifier: GPL-3.0-or-later
// Finds tags in HTML source without building a tree: their positions, names and attributes. Good enough to cut source
// text at tags; everything that is kept is parsed properly afterwards.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stoppress::importing {

struct HtmlTag {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string name;  ///< lower case; "!--" for a comment
    bool closing = false;
};

/// The first tag or comment at or after `from`. A '<' that begins neither is text.
[[nodiscard]] std::optional<HtmlTag> next_tag(std::string_view html, std::size_t from);
/// The first opening tag of that name.
[[nodiscard]] std::optional<HtmlTag> find_opening(std::string_view html, std::string_view name, std::size_t from = 0);
/// The value of an attribute in a tag's source, with references resolved; empty if there is none.
[[nodiscard]] std::string attribute_of(std::string_view tag_source, std::string_view name);
/// Whether the class attribute in a tag's source has this word.
[[nodiscard]] bool has_class(std::string_view tag_source, std::string_view name);
/// Behind the end of the element that `tag` opens; the end of the HTML if it does not close.
[[nodiscard]] std::size_t behind_element(std::string_view html, const HtmlTag& tag);
/// Where the elements of some names end, found in one pass: for HTML that is to be changed at many places.
class ElementEnds {
public:
    ElementEnds(std::string_view html, std::span<const std::string_view> names);
    /// Behind the end tag of the element that `tag` opens; nothing if it has none, or is of another name.
    [[nodiscard]] std::optional<std::size_t> of(const HtmlTag& tag) const;

private:
    std::vector<std::pair<std::size_t, std::size_t>> ends_;  ///< by the place where they begin
};
/// The text between the first opening tag of that name and its last closing tag; empty if there is none.
[[nodiscard]] std::string_view inside_element(std::string_view html, std::string_view name);
/// `html` without the tags of that name; their content stays.
[[nodiscard]] std::string without_tags(std::string_view html, std::string_view name);

}  // namespace stoppress::importing
