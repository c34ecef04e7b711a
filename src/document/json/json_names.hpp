// SPDX-License-Identifier: GPL-3.0-or-later
// The names in the tree's JSON, for its reader and its writer.
// Thread: plain data; constants.
#pragma once

#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include "document/document.hpp"

namespace stoppress::document {

/// By the index of Block::Node.
inline constexpr std::array<std::string_view, std::variant_size_v<Block::Node>> kNodeNames{
    "paragraph", "heading", "list", "quote", "code", "table", "image", "gallery", "audio", "video", "embed", "rule"};

/// By Alignment.
inline constexpr std::array<std::string_view, 4> kAlignmentNames{"none", "left", "center", "right"};

inline constexpr std::array<std::pair<Mark, std::string_view>, 6> kMarkNames{{{Mark::strong, "strong"},
                                                                              {Mark::emphasis, "emphasis"},
                                                                              {Mark::strikethrough, "strikethrough"},
                                                                              {Mark::code, "code"},
                                                                              {Mark::subscript, "subscript"},
                                                                              {Mark::superscript, "superscript"}}};

}  // namespace stoppress::document
