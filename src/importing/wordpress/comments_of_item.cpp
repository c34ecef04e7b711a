// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/comments_of_item.hpp"

#include <fmt/format.h>

#include "importing/comments/old_comment.hpp"
#include "importing/hugo/front_matter/dates.hpp"
#include "importing/wordpress/body/texturize.hpp"
#include "importing/wordpress/body/wpautop.hpp"
#include "story/text.hpp"

namespace stoppress::importing::wordpress {
namespace {

std::optional<base::Time> time_of_wxr_comment(const WxrComment& comment, const std::string& time_zone) {
    auto date = hugo::read_date(comment.date_gmt, "UTC");
    if (!date.has_value()) {
        date = hugo::read_date(comment.date, time_zone);
    }
    return date.has_value() ? std::optional(date->time) : std::nullopt;
}

/// Only its number says for sure who it was: names and addresses can be written by anybody.
std::string author_of(const WxrComment& comment, const SiteIndex& index) {
    const auto known = comment.user > 0 ? index.author_numbers.find(comment.user) : index.author_numbers.end();
    const std::string* slug = known == index.author_numbers.end() ? nullptr : index.author_slugs.find(known->second);
    return slug == nullptr ? std::string() : *slug;
}

}  // namespace

std::vector<BuiltComment> comments_of_item(WxrItem& item, const SiteIndex& index, const ImportOptions& options) {
    const TextMarks marks = marks_of(story::canonical_language(index.site.language));
    const auto move = [&index](document::Document& body) { index.moved->move(body); };
    std::vector<BuiltComment> built;
    built.reserve(item.comments.size());
    for (WxrComment& comment : item.comments) {
        OldComment old;
        if (comment.id > 0) {
            old.source = fmt::format("{}", comment.id);
            old.anchor = fmt::format("comment-{}", comment.id);
        }
        old.parent = comment.parent > 0 ? fmt::format("{}", comment.parent) : std::string();
        old.name = std::move(comment.author);
        old.url = std::move(comment.url);
        old.author = author_of(comment, index);
        old.at = time_of_wxr_comment(comment, options.time_zone);
        old.html = with_paragraphs(options.as_typed ? comment.content : texturized(comment.content, marks));
        old.left_out = std::move(comment.left_out);
        old.refused = std::move(comment.problem);
        Item about;
        about.kind = kCommentItems;
        about.file = item.file;
        about.line = comment.line;
        built.push_back(built_comment(std::move(old), move, std::move(about)));
    }
    item.comments.clear();
    return built;
}

}  // namespace stoppress::importing::wordpress
