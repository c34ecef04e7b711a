// SPDX-License-Identifier: GPL-3.0-or-later
// Flow: gathers text and blocks as a parser meets them into a list of blocks, or into one line of text where no blocks can be.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "document/document.hpp"

namespace stoppress::document {

/// What the elements around a place say about it.
struct Style {
    Marks marks;
    Direction direction = Direction::inherited;  ///< of text, from elements within its block
    std::string language;
    Link link;
    Direction block_direction = Direction::inherited;  ///< for the next block, from elements around it that are none themselves
    std::string block_language;
    std::size_t nesting = 0;  ///< lists and quotes around

    /// For what stands inside a block that carries the block language itself.
    [[nodiscard]] Style inside_block() const {
        Style inner = *this;
        inner.block_direction = Direction::inherited;
        inner.block_language.clear();
        return inner;
    }
};

class Flow {
public:
    enum class Kind { blocks, text_only };
    explicit Flow(Kind kind) : kind_(kind) {}

    [[nodiscard]] bool text_only() const { return kind_ == Kind::text_only; }

    /// Text as in the source: its white space is spaces, "\n" is not a break.
    void text(std::string_view text, const Style& style);
    void line_break(const Style& style);
    void footnote(std::uint32_t number, const Style& style);

    /// Ends the paragraph; in a line of text, what follows starts on a new line.
    void end_paragraph();

    /// A block of its own. In a line of text it is kept for later: see floated().
    void block(Block::Node node, const Style& style);
    /// Blocks that are whole already.
    void append(Blocks blocks);

    [[nodiscard]] Blocks take_blocks();
    [[nodiscard]] Inlines take_text();
    /// Blocks met in a line of text, which has no room for them.
    [[nodiscard]] Blocks take_floated() { return std::move(floated_); }

    [[nodiscard]] bool has_text() const { return !open_.empty(); }
    [[nodiscard]] const Blocks& blocks_so_far() const { return blocks_; }

private:
    Inline& run_for(const Style& style);

    Kind kind_;
    Blocks blocks_;
    Inlines open_;
    Blocks floated_;
    std::string open_language_;
    Direction open_direction_ = Direction::inherited;
    bool pending_break_ = false;
};

}  // namespace stoppress::document
