// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/flow.hpp"

#include <algorithm>
#include <iterator>

#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

bool is_blank(std::string_view text) {
    return std::ranges::all_of(text, is_space);
}

bool is_blank(const Inlines& inlines) {
    return std::ranges::all_of(inlines, [](const Inline& run) { return run.footnote == 0 && is_blank(run.text); });
}

}  // namespace

Inline& Flow::run_for(const Style& style) {
    if (open_.empty()) {
        open_language_ = style.block_language;
        open_direction_ = style.block_direction;
    } else if (auto& last = open_.back(); last.footnote == 0 && last.marks == style.marks && last.direction == style.direction &&
                                          last.language == style.language && last.link == style.link) {
        return last;
    }
    auto& run = open_.emplace_back();
    run.marks = style.marks;
    run.direction = style.direction;
    run.language = style.language;
    run.link = style.link;
    return run;
}

void Flow::text(std::string_view text, const Style& style) {
    if (text.empty() || ((open_.empty() || pending_break_) && is_blank(text))) {
        return;
    }
    if (std::exchange(pending_break_, false) && !open_.empty()) {
        run_for(style).text += '\n';
    }
    auto& out = run_for(style).text;
    const auto start = out.size();
    out += text;
    for (auto at = out.begin() + static_cast<std::ptrdiff_t>(start); at != out.end(); ++at) {
        if (is_space(*at)) {
            *at = ' ';
        }
    }
}

void Flow::line_break(const Style& style) {
    if (!open_.empty()) {
        run_for(style).text += '\n';
    }
}

void Flow::footnote(std::uint32_t number, const Style& style) {
    if (open_.empty()) {
        open_language_ = style.block_language;
        open_direction_ = style.block_direction;
    }
    if (std::exchange(pending_break_, false) && !open_.empty()) {
        run_for(style).text += '\n';
    }
    open_.emplace_back().footnote = number;
}

void Flow::end_paragraph() {
    if (text_only()) {
        pending_break_ = !open_.empty();
        return;
    }
    if (!is_blank(open_)) {
        blocks_.push_back(Block{Paragraph{std::move(open_)}, std::move(open_language_), open_direction_});
    }
    open_.clear();
    open_language_.clear();
    open_direction_ = Direction::inherited;
}

void Flow::block(Block::Node node, const Style& style) {
    end_paragraph();
    (text_only() ? floated_ : blocks_).push_back(Block{std::move(node), style.block_language, style.block_direction});
}

void Flow::append(Blocks blocks) {
    end_paragraph();
    auto& to = text_only() ? floated_ : blocks_;
    to.insert(to.end(), std::make_move_iterator(blocks.begin()), std::make_move_iterator(blocks.end()));
}

Blocks Flow::take_blocks() {
    end_paragraph();
    return std::move(blocks_);
}

Inlines Flow::take_text() {
    return std::move(open_);
}

}  // namespace stoppress::document
