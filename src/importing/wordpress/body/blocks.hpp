// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the comments that mark the block editor's blocks in stored content.
// Flow:   content -> BlockMark -> body
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stoppress::importing::wordpress {

struct BlockMark {
    enum class Kind : std::uint8_t { opening, closing, empty };
    Kind kind = Kind::opening;
    std::string_view name;        ///< without "core/"
    std::string_view attributes;  ///< JSON; may be empty
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t partner = 0;  ///< for an opening mark: the index of its closing one, or its own if there is none
};

/// All marks in order, opening ones with their partners. Closing marks that close nothing are left out.
[[nodiscard]] std::vector<BlockMark> find_blocks(std::string_view content);

/// A member of a block's attributes that is text or a number; empty if there is none.
[[nodiscard]] std::string attribute_of_block(std::string_view attributes, std::string_view name);

}  // namespace stoppress::importing::wordpress
