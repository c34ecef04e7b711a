// SPDX-License-Identifier: GPL-3.0-or-later
// The attributes at the end of a heading, a common extension of Markdown: "## Text {#id .class key=value}".
// Thread: any; pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "document/document.hpp"

namespace stoppress::document {

struct HeadingAttributes {
    std::size_t begin = 0;  ///< of the brace
    std::string id;         ///< may be empty
};

/// Nothing if the text does not end with attributes.
[[nodiscard]] std::optional<HeadingAttributes> heading_attributes(std::string_view text);

/// Removes the attributes from the end of a heading and returns the last id among them and behind them; empty if there is none.
[[nodiscard]] std::string take_anchor(Inlines& heading);

}  // namespace stoppress::document
