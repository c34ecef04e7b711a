// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/body/blocks.hpp"

#include "importing/text/text.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::wordpress {
namespace {

/// The mark in the comment from `begin` to `end` ("<!-- … -->"); false if it is another comment.
bool read_mark(std::string_view content, std::size_t begin, std::size_t end, BlockMark& mark) {
    std::string_view inside = trim(content.substr(begin + 4, end - begin - 7));
    mark.begin = begin;
    mark.end = end;
    if (inside.starts_with("/wp:")) {
        mark.kind = BlockMark::Kind::closing;
        inside.remove_prefix(4);
    } else if (inside.starts_with("wp:")) {
        inside.remove_prefix(3);
        if (inside.ends_with('/')) {
            mark.kind = BlockMark::Kind::empty;
            inside.remove_suffix(1);
        }
    } else {
        return false;
    }
    const std::size_t space = inside.find_first_of(" \t\r\n{");
    mark.name = inside.substr(0, space);
    mark.attributes = space == std::string_view::npos ? std::string_view() : trim(inside.substr(space));
    for (const std::string_view prefix : {"core/", "core-embed/"}) {
        if (mark.name.starts_with(prefix)) {
            mark.name = prefix == "core/" ? mark.name.substr(prefix.size()) : std::string_view("embed");
        }
    }
    return !mark.name.empty();
}

}  // namespace

std::vector<BlockMark> find_blocks(std::string_view content) {
    std::vector<BlockMark> marks;
    std::vector<std::size_t> open;
    for (std::size_t at = content.find("<!--"); at != std::string_view::npos;) {
        const std::size_t close = content.find("-->", at + 4);
        if (close == std::string_view::npos) {
            break;
        }
        BlockMark mark;
        if (read_mark(content, at, close + 3, mark)) {
            const std::size_t number = marks.size();
            mark.partner = number;
            if (mark.kind == BlockMark::Kind::opening) {
                open.push_back(number);
                marks.push_back(mark);
            } else if (mark.kind == BlockMark::Kind::empty) {
                marks.push_back(mark);
            } else if (!open.empty()) {
                // Blocks nest strictly; if a closing mark is missing, its parent's ends it, too.
                while (open.size() > 1 && marks[open.back()].name != mark.name) {
                    open.pop_back();
                }
                if (marks[open.back()].name == mark.name) {
                    marks[open.back()].partner = number;
                    mark.partner = open.back();
                    open.pop_back();
                    marks.push_back(mark);
                }
            }
        }
        at = content.find("<!--", close + 3);
    }
    return marks;
}

std::string attribute_of_block(std::string_view attributes, std::string_view name) {
    if (attributes.empty()) {
        return {};
    }
    const ReadValue read = read_json(attributes);
    const Value* value = std::get_if<Value>(&read);
    return value == nullptr ? std::string() : value->text_of(name);
}

}  // namespace stoppress::importing::wordpress
