// SPDX-License-Identifier: GPL-3.0-or-later
// Tags of HTML source, found without building a tree: where they start and end, their names and attributes. Good enough to cut source text
// at tags; what is kept is always parsed for real afterwards.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stoppress::importing::wordpress {

struct Tag {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string name;  ///< lower case; "!--" for a comment
    bool closing = false;
};

/// The first tag or comment at or after `from`. A '<' that begins none is text.
[[nodiscard]] std::optional<Tag> next_tag(std::string_view html, std::size_t from);
/// The first opening tag of that name.
[[nodiscard]] std::optional<Tag> find_opening(std::string_view html, std::string_view name, std::size_t from = 0);
/// The value of an attribute of the tag's source, references resolved; empty where it has none.
[[nodiscard]] std::string attribute_of(std::string_view tag_source, std::string_view name);
/// What stands between the first opening tag of that name and its last closing one; empty where there is none.
[[nodiscard]] std::string_view inside_element(std::string_view html, std::string_view name);
/// `html` without the tags of that name; what is between them stays.
[[nodiscard]] std::string without_tags(std::string_view html, std::string_view name);

}  // namespace stoppress::importing::wordpress
