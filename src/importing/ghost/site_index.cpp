// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/ghost/site_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::ghost {
namespace {

/// Tables that say something of readers' pages which is not imported.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kNotImported{
    {{"snippets", "snippets, which are not imported"},
     {"newsletters", "newsletters, which are not imported"},
     {"offers", "offers, which are not imported"},
     {"benefits", "benefits of members, which are not imported"},
     {"products", "tiers of members, which are not imported"}}};

std::vector<std::string> in_order(std::vector<std::pair<std::int64_t, std::string>> links) {
    // Equal ones by their id, so that the order of the file does not matter.
    std::ranges::sort(links);
    std::vector<std::string> ids;
    std::unordered_set<std::string> seen;
    for (auto& [order, id] : links) {
        if (seen.insert(id).second) {
            ids.push_back(std::move(id));
        }
    }
    return ids;
}

/// The links in the header of Ghost's pages: a list of objects, as text.
void read_navigation(std::string_view json, std::vector<OldSite::Link>& menu) {
    boost::system::error_code failed;
    boost::json::parse_options options;
    options.max_depth = kMaxNavigationDepth;
    const boost::json::value value = boost::json::parse(json, failed, {}, options);
    const auto* links = failed ? nullptr : value.if_array();
    if (links == nullptr) {
        return;
    }
    for (const boost::json::value& one : *links) {
        if (const auto* link = one.if_object(); link != nullptr && menu.size() < kMaxOldMenuLinks) {
            menu.push_back({text_of(*link, "label"), text_of(*link, "url")});
        }
    }
}

}  // namespace

bool is_page(const boost::json::object& post) {
    return text_of(post, "type") == "page" || truth_of(post, "page");
}

bool is_for_everybody(const boost::json::object& post) {
    const std::string visibility = text_of(post, "visibility");
    const std::string status = text_of(post, "status");
    return status == "published" && (visibility.empty() || visibility == "public");
}

base::Result<SiteIndex> SiteIndex::read(const std::filesystem::path& file, const ImportRun& run) {
    SiteIndex index;
    const auto each = [&index, &run](const Row& row) {
        index.add(row, run.report);
        return !run.stop_asked() && !index.too_many_;
    };
    TRY(index.read_to, read_rows(file, each));
    if (index.too_many_) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("the export has more than {} users, tags and links between them and posts.", kMaxGhostRelations));
    }
    const bool nothing = index.posts == 0 && index.tags.empty() && index.users.empty();
    if (nothing && (!index.read_to.has_data || !index.read_to.broken.empty())) {
        const std::string why = index.read_to.broken.empty() ? "it has no \"db\" with \"data\"" : index.read_to.broken;
        return base::fail(base::ErrorCode::invalid, fmt::format("{} is not a Ghost export: {}. Take the file of Settings, Import/Export.",
                                                                run.options.source.string(), why));
    }
    index.name_slugs();
    return index;
}

void SiteIndex::add(const Row& row, Report& report) {
    if (!row.problem.empty()) {
        // A post is refused in the second pass.
        if (row.table != "posts") {
            report.note(row.table, {row.number, "not read: " + row.problem});
        }
        posts += row.table == "posts" ? 1 : 0;
        return;
    }
    const boost::json::object& values = row.values;
    if (row.table == "posts") {
        ++posts;
        if (is_page(values)) {
            pages_.insert(text_of(values, "id"));
        }
        if (!is_for_everybody(values)) {
            hidden_.insert(text_of(values, "id"));
        }
        if (const std::string author = text_of(values, "author_id"); !author.empty()) {
            first_authors_.emplace(text_of(values, "id"), author);
        }
    } else if (row.table == "tags") {
        Tag& tag = tags[text_of(values, "id")];
        tag.name = cut(single_line(text_of(values, "name")), kMaxNameBytes);
        tag.slug = cut(text_of(values, "slug"), kMaxNameBytes);
        tag.description = cut(text_of(values, "description"), kMaxHeadlineBytes);
        tag.number = row.number;
        tag.internal = text_of(values, "visibility") == "internal" || tag.name.starts_with('#');
    } else if (row.table == "users") {
        User& user = users[text_of(values, "id")];
        user.name = cut(single_line(text_of(values, "name")), kMaxNameBytes);
        user.slug = cut(text_of(values, "slug"), kMaxNameBytes);
        user.bio = cut(text_of_html(text_of(values, "bio")), kMaxHeadlineBytes);
        user.website = text_of(values, "website");
        user.number = row.number;
    } else if (row.table == "posts_tags") {
        add_relation(row, &PostLinks::tags, "tag_id");
    } else if (row.table == "posts_authors") {
        add_relation(row, &PostLinks::authors, "author_id");
    } else if (row.table == "posts_meta") {
        add_meta(values);
    } else if (row.table == "settings") {
        add_setting(values);
    }
    for (const auto& [table, words] : kNotImported) {
        if (row.table == table) {
            ++others[std::string(words)];
        }
    }
    too_many_ = too_many_ || tags.size() + users.size() + relations_ > kMaxGhostRelations;
}

void SiteIndex::add_setting(const boost::json::object& values) {
    const std::string key = text_of(values, "key");
    const auto value = [&values] { return std::string(cut(single_line(text_of(values, "value")), kMaxNameBytes)); };
    if (key == "title") {
        site.title = value();
    } else if (key == "locale" || key == "lang" || key == "default_locale") {
        site.language = value();
    } else if (key == "description") {
        site.description = cut(single_line(text_of(values, "value")), kMaxHeadlineBytes);
    } else if (key == "accent_color") {
        site.accent = value();
    } else if (key == "logo") {
        logo = value();
    } else if (key == "icon") {
        icon = value();
    } else if (key == "navigation") {
        read_navigation(text_of(values, "value"), site.menu);
    } else if (key == "timezone" || key == "active_timezone") {
        site.time_zone = value();
    }
}

void SiteIndex::add_relation(const Row& row, std::vector<std::pair<std::int64_t, std::string>> PostLinks::* list, std::string_view other) {
    (links_[text_of(row.values, "post_id")].*list).emplace_back(number_of(row.values, "sort_order", 0), text_of(row.values, other));
    ++relations_;
}

void SiteIndex::add_meta(const boost::json::object& values) {
    PostLinks& links = links_[text_of(values, "post_id")];
    links.image_alt = cut(text_of(values, "feature_image_alt"), kMaxNameBytes);
    links.image_caption = cut(text_of(values, "feature_image_caption"), kMaxHeadlineBytes);
    links.email_only = truth_of(values, "email_only");
    for (const std::string_view member : {"meta_title", "meta_description", "og_title", "og_description", "og_image", "twitter_title",
                                          "twitter_description", "twitter_image"}) {
        links.has_search_texts = links.has_search_texts || !text_of(values, member).empty();
    }
    ++relations_;
}

const PostLinks& SiteIndex::links_of(const std::string& post) const {
    static const PostLinks kNone;
    const auto at = links_.find(post);
    return at == links_.end() ? kNone : at->second;
}

std::vector<const Tag*> SiteIndex::tags_of(const std::string& post) const {
    std::vector<const Tag*> found;
    for (const std::string& id : in_order(links_of(post).tags)) {
        const auto tag = tags.find(id);
        if (tag != tags.end() && !tag->second.internal) {
            found.push_back(&tag->second);
        }
    }
    return found;
}

std::vector<std::string> SiteIndex::all_tags_of(const std::string& post) const {
    std::vector<std::string> slugs;
    for (const std::string& id : in_order(links_of(post).tags)) {
        if (const auto tag = tags.find(id); tag != tags.end()) {
            slugs.push_back(tag->second.slug);
        }
    }
    return slugs;
}

std::vector<std::string> SiteIndex::author_ids(const std::string& post, const std::string& author) const {
    std::vector<std::string> ids = in_order(links_of(post).authors);
    if (ids.empty() && !author.empty()) {
        ids.push_back(author);
    }
    return ids;
}

std::vector<const User*> SiteIndex::authors_of(const std::string& post, const std::string& author) const {
    std::vector<const User*> found;
    for (const std::string& id : author_ids(post, author)) {
        if (const auto user = users.find(id); user != users.end()) {
            found.push_back(&user->second);
        }
    }
    return found;
}

void SiteIndex::name_slugs() {
    const auto mark = [this](const std::string& post, const std::string& author) {
        bool first = !pages_.contains(post);
        const bool shown = !hidden_.contains(post) && !links_of(post).email_only;
        for (const std::string& id : in_order(links_of(post).tags)) {
            if (const auto tag = tags.find(id); tag != tags.end() && !tag->second.internal) {
                (first ? tag->second.section : tag->second.topic) = true;
                tag->second.shown = tag->second.shown || shown;
                first = false;
            }
        }
        for (const std::string& id : author_ids(post, author)) {
            if (const auto user = users.find(id); user != users.end()) {
                user->second.writes = true;
                user->second.shown = user->second.shown || shown;
            }
        }
    };
    for (const auto& [post, links] : links_) {
        mark(post, "");
    }
    for (const auto& [post, author] : first_authors_) {
        mark(post, author);
    }
    first_authors_.clear();
    // By Ghost's slugs and not by ids, so that the numbers behind equal ones do not depend on which Ghost wrote the export.
    std::vector<const Tag*> ordered;
    ordered.reserve(tags.size());
    for (const auto& [id, tag] : tags) {
        ordered.push_back(&tag);
    }
    std::ranges::sort(ordered, {}, &Tag::slug);
    for (const Tag* tag : ordered) {
        if (tag->section) {
            section_slugs.slug(tag->slug);
        }
        if (!tag->internal && (tag->topic || !tag->section)) {
            topic_slugs.slug(tag->slug);
        }
    }
    std::vector<std::string> writers;
    for (const auto& [id, user] : users) {
        if (user.writes) {
            writers.push_back(user.slug);
        }
    }
    std::ranges::sort(writers);
    for (const std::string& slug : writers) {
        author_slugs.slug(slug);
    }
}

}  // namespace stoppress::importing::ghost
