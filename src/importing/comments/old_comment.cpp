// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/comments/old_comment.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "document/comments/comment_body.hpp"
#include "document/convert.hpp"
#include "importing/limits.hpp"
#include "importing/text/code_points.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

/// Characters that an id in a page has, and that need no escaping in a fragment.
constexpr bool is_anchor(std::string_view anchor) {
    constexpr std::string_view kOthers = "-_.";
    return !anchor.empty() && anchor.size() <= kMaxCommentIdBytes && is_ascii_letter(anchor.front()) &&
           std::ranges::all_of(anchor, [&](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || kOthers.contains(c); });
}

/// Controls, separators of lines, and all that changes direction for more than itself.
bool changes_its_surroundings(UChar32 c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
           (c >= 0x206A && c <= 0x206F) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

BuiltComment failed(Item item, std::string why) {
    // Without its id: what an earlier import kept of it stays.
    BuiltComment built;
    built.comment.left_out = true;
    built.refused = Note{item.line, std::move(why)};
    built.item = std::move(item);
    return built;
}

BuiltComment left_out(std::string source, Item item, std::string why) {
    BuiltComment built;
    built.comment.source = std::move(source);
    built.comment.left_out = true;
    built.skipped = Note{item.line, std::move(why)};
    built.item = std::move(item);
    return built;
}

}  // namespace

std::string clean_name(std::string_view name) {
    std::string kept;
    for_each_code_point(name, [&kept](UChar32 c, std::string_view bytes) {
        if (c >= 0 && (c == '\t' || c == '\n' || c == '\r')) {
            kept += ' ';
        } else if (c >= 0 && !changes_its_surroundings(c)) {
            kept += bytes;
        }
    });
    return std::string(cut(single_line(kept), kMaxCommentNameBytes));
}

BuiltComment built_comment(OldComment old, const std::function<void(document::Document&)>& move, Item item) {
    if (old.source.empty() || old.source.size() > kMaxCommentIdBytes) {
        return failed(std::move(item), "it has no usable id, so it could not be recognised when imported again");
    }
    if (!old.left_out.empty()) {
        return left_out(std::move(old.source), std::move(item), std::move(old.left_out));
    }
    if (!old.refused.empty()) {
        return failed(std::move(item), std::move(old.refused));
    }
    if (!old.at.has_value()) {
        return failed(std::move(item), "its date cannot be read");
    }
    auto parsed = document::from_html(old.html);
    if (!parsed.has_value()) {
        return failed(std::move(item), parsed.error().message);
    }
    if (move) {
        move(parsed->document);
    }
    document::reduce_to_comment(parsed->document);
    if (parsed->document.empty()) {
        return left_out(std::move(old.source), std::move(item), "nothing is left of it without pictures");
    }
    auto body = document::to_stored_json(parsed->document);
    if (!body.has_value() || body->size() > kMaxCommentStoredBytes) {
        return failed(std::move(item), fmt::format("its text is too long: the limit is {} bytes", kMaxCommentBytes));
    }
    BuiltComment built;
    built.comment.source = std::move(old.source);
    built.comment.body = std::move(*body);
    built.comment.parent = old.parent.size() <= kMaxCommentIdBytes ? old.parent : std::string();
    built.comment.anchor = is_anchor(old.anchor) ? old.anchor : std::string();
    built.comment.name = clean_name(text_of_html(old.name));
    const auto site =
        is_web_address(old.url) && old.url.size() <= kMaxAddressBytes ? document::Address::parse(trim(old.url)) : std::nullopt;
    built.comment.url = site.has_value() && site->is_web() ? site->string() : std::string();
    built.comment.author = old.author;
    built.comment.at = *old.at;
    built.item = std::move(item);
    return built;
}

}  // namespace stoppress::importing
