// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/atom/comment_of_entry.hpp"

#include <fmt/format.h>

#include "document/addresses/body_addresses.hpp"
#include "importing/atom/body/entry_html.hpp"
#include "importing/atom/feed/addresses.hpp"
#include "importing/comments/old_comment.hpp"
#include "importing/hugo/front_matter/dates.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::atom {
namespace {

/// Blogger's pages call a comment "c" and its number; elsewhere its own link says it.
std::string anchor_of(const AtomEntry& entry) {
    if (constexpr std::string_view kPost = ".post-"; entry.blogger && entry.id.contains(kPost)) {
        return "c" + entry.id.substr(entry.id.rfind(kPost) + kPost.size());
    }
    const std::size_t mark = entry.alternate.find('#');
    return mark == std::string::npos ? std::string() : entry.alternate.substr(mark + 1);
}

std::optional<base::Time> time_of_comment(const AtomEntry& entry) {
    auto date = hugo::read_date(entry.published, "UTC");
    if (!date.has_value()) {
        date = hugo::read_date(entry.updated, "UTC");
    }
    return date.has_value() ? std::optional(date->time) : std::nullopt;
}

/// Links to the old site become paths.
void move_links(document::Document& body, const SiteIndex& index) {
    const auto link = [&index](document::Address& address) {
        const auto path = address.is_web() && index.is_own(address.string()) ? path_of_address(address.string()) : std::nullopt;
        const auto here = path.has_value() ? document::Address::parse(*path) : std::nullopt;
        address = here.value_or(address);
        return here.has_value();
    };
    document::change_addresses(body, {.image = [](document::Image&) { return false; }, .link = link});
}

}  // namespace

CommentOfEntry comment_of_entry(NumberedEntry numbered, const SiteIndex& index) {
    const AtomEntry& entry = numbered.entry;
    Item item;
    item.kind = kCommentItems;
    item.file = std::move(numbered.file);
    item.line = entry.line;
    OldComment old;
    old.source = SiteIndex::key_of(entry);
    old.refused = entry.problem;
    const std::string story = index.story_of_comment(entry);
    if (const std::string newer = index.superseded_comment(entry, numbered.number); !newer.empty()) {
        // Said of this version, not of the comment: unless it was deleted, another version stays.
        BuiltComment left;
        left.comment.left_out = true;
        left.comment.source = index.was_deleted(entry) ? old.source : std::string();
        left.skipped = Note{item.line, newer};
        left.item = std::move(item);
        return {"atom:" + story, std::move(left)};
    }
    old.left_out = SiteIndex::why_left_out(entry);
    if (old.left_out.empty() && old.refused.empty() && story.empty()) {
        old.left_out = "the feed does not say which post it is about";
    }
    if (!entry.authors.empty()) {
        old.name = escaped(entry.authors.front().name);
        old.url = entry.authors.front().uri;
    }
    old.parent = index.answered_by(entry);
    old.anchor = anchor_of(entry);
    old.at = time_of_comment(entry);
    const bool only_summary = trim(entry.content).empty();
    const std::string& text = only_summary ? entry.summary : entry.content;
    if (text.size() > kMaxCommentBytes && old.refused.empty()) {
        old.refused = fmt::format("its text is too long: the limit is {} bytes", kMaxCommentBytes);
    }
    old.html = entry_html(text, !only_summary && entry.plain);
    return {"atom:" + story,
            built_comment(std::move(old), [&index](document::Document& body) { move_links(body, index); }, std::move(item))};
}

}  // namespace stoppress::importing::atom
