// SPDX-License-Identifier: GPL-3.0-or-later
// Collects text and blocks from a parser into a list of blocks, or into one line of text where blocks are not allowed.
// Thread: any; each object belongs to one parse.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "document/document.hpp"

namespace stoppress::document {

/// The properties that the enclosing elements give to a piece of text.
struct Style {
    Marks marks;
    Direction direction = Direction::inherited;  ///< of text, from elements inside its block
    std::string language;
    Link link;
    Direction block_direction = Direction::inherited;  ///< for the next block, from enclosing elements that are not blocks of the model
    std::string block_language;
    std::size_t nesting = 0;  ///< number of enclosing lists and quotes

    /// For content of a block that already carries the block language.
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

    /// Adds text as in the source: white space, "\n" included, becomes spaces.
    void text(std::string_view text, const Style& style);
    void line_break(const Style& style);
    void footnote(std::uint32_t number, const Style& style);

    /// Ends the paragraph; in a line of text, starts a new line.
    void end_paragraph();

    /// Adds a block. In a line of text it is kept for later: see take_floated().
    void block(Block::Node node, const Style& style);
    /// Adds finished blocks.
    void append(Blocks blocks);

    [[nodiscard]] Blocks take_blocks();
    [[nodiscard]] Inlines take_text();
    /// Blocks found in a line of text, which cannot hold them.
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
