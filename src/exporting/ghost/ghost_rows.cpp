// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/ghost/ghost_rows.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "base/text/utf8.hpp"
#include "document/html.hpp"
#include "exporting/ghost/email_address.hpp"
#include "media/picture.hpp"
#include "story/text.hpp"

namespace stoppress::exporting {
namespace {

namespace json = boost::json;

/// Characters that Ghost takes.
constexpr std::size_t kGhostTitle = 255;
constexpr std::size_t kGhostExcerpt = 300;
constexpr std::size_t kGhostAlt = 191;
constexpr std::size_t kGhostName = 191;
constexpr std::size_t kGhostTagDescription = 500;
constexpr std::size_t kGhostBiography = 250;
constexpr std::size_t kGhostSiteTitle = 150;
constexpr std::size_t kGhostSiteDescription = 200;
constexpr std::size_t kGhostLocale = 6;
constexpr std::size_t kGhostPicture = 2000;

/// Of tables with relations; those of names are in ghost_terms().
constexpr std::uint32_t kRoleIds = 4;
constexpr std::uint32_t kSettingIds = 5;
constexpr std::uint32_t kRelationIds = 6;

json::value text_or_null(std::string_view text) {
    return text.empty() ? json::value() : json::value(text);
}

/// A name that stays the same in every export: Ghost and importers of its files know a post by it.
std::string uuid_of(const std::string& name) {
    std::string hash = media::hash_of(name);
    hash[12] = '5';  // made from a name
    hash[16] = '8';
    return fmt::format("{}-{}-{}-{}-{}", hash.substr(0, 8), hash.substr(8, 4), hash.substr(12, 4), hash.substr(16, 4), hash.substr(20, 12));
}

std::string_view ghost_status(const story::Story& story) {
    if (story.status == story::Status::published) {
        return "published";
    }
    return story.status == story::Status::scheduled && story.published_at ? "scheduled" : "draft";
}

}  // namespace

std::string GhostRows::fitting(std::string_view text, std::size_t most) {
    if (base::characters(text) <= most) {
        return std::string(text);
    }
    ++cut_;
    std::string cut;
    // A reader's character can be several of Unicode's.
    for (std::size_t graphemes = most; graphemes > 0;) {
        cut = story::teaser(text, settings_.site.language, graphemes);
        const std::size_t length = base::characters(cut);
        if (length <= most) {
            return cut;
        }
        graphemes -= std::min(graphemes, length - most);
    }
    return {};
}

base::Result<void> GhostRows::site(const Filing& filing, const std::vector<store::MenuLink>& menu, base::Time now) {
    const std::string moment = base::format_rfc3339(now);
    const auto& site = settings_.site;
    std::int64_t number = 0;
    const auto setting = [&](std::string_view key, std::string_view value, std::string_view type) {
        return value.empty() ? base::Result<void>{}
                             : file_.row("settings", {{"id", ghost_id(kSettingIds, ++number)},
                                                      {"group", "site"},
                                                      {"key", key},
                                                      {"value", value},
                                                      {"type", type},
                                                      {"created_at", moment},
                                                      {"updated_at", moment}});
    };
    json::array links;
    for (const store::MenuLink& link : menu) {
        links.push_back(json::object{{"label", link.label}, {"url", link.address}});
    }
    TRY_VOID(setting("title", fitting(site.title, kGhostSiteTitle), "string"));
    TRY_VOID(setting("description", fitting(site.description, kGhostSiteDescription), "string"));
    TRY_VOID(setting("locale", site.language, "string"));
    TRY_VOID(setting("timezone", site.timezone == "UTC" ? "Etc/UTC" : site.timezone, "string"));
    TRY_VOID(setting("navigation", json::serialize(links), "array"));
    for (const store::Section& section : filing.sections) {
        TRY_VOID(tag(terms_.sections.at(section.slug), section.name, section.description, moment));
    }
    for (const store::Topic& topic : filing.topics) {
        TRY_VOID(tag(terms_.topics.at(topic.slug), topic.name, topic.description, moment));
    }
    if (!filing.authors.empty()) {
        TRY_VOID(file_.row("roles", {{"id", ghost_id(kRoleIds, 1)}, {"name", "Contributor"}, {"created_at", moment}}));
    }
    for (const store::Author& author : filing.authors) {
        TRY_VOID(this->author(author, moment));
    }
    return {};
}

base::Result<void> GhostRows::tag(const GhostName& name, const std::string& label, const std::string& description, const std::string& now) {
    std::string shown = label.substr(std::min(label.find_first_not_of(", "), label.size()));
    if (shown.starts_with('#')) {
        shown.replace(0, 1, "\uFF03");  // "#" would hide it from readers
    }
    shown = fitting(shown.empty() ? name.slug : shown, kGhostName);
    return file_.row("tags", {{"id", name.id},
                              {"name", shown},
                              {"slug", name.slug},
                              {"description", text_or_null(fitting(description, kGhostTagDescription))},
                              {"visibility", "public"},
                              {"created_at", now},
                              {"updated_at", now}});
}

/// Ghost has an account for each author, and an address of email for each account, that no other has.
std::string GhostRows::email_of(const store::Author& author) {
    std::string email = base::ascii_lower(author.email);
    if (is_plain_email(email) && emails_.insert(email).second) {
        return email;
    }
    ++without_email_;
    email = fmt::format("author-{}@authors.invalid", author.id.value);
    emails_.insert(email);
    return email;
}

base::Result<void> GhostRows::author(const store::Author& author, const std::string& now) {
    const GhostName& name = terms_.authors.at(author.slug);
    TRY_VOID(file_.row("users", {{"id", name.id},
                                 {"name", fitting(author.name.empty() ? name.slug : author.name, kGhostName)},
                                 {"slug", name.slug},
                                 {"email", email_of(author)},
                                 {"bio", text_or_null(fitting(author.biography, kGhostBiography))},
                                 {"website", is_plain_web_address(author.url) ? json::value(author.url) : json::value()},
                                 {"status", "locked"},
                                 {"visibility", "public"},
                                 {"created_at", now},
                                 {"updated_at", now}}));
    // May write, and not publish.
    return file_.row("roles_users",
                     {{"id", ghost_id(kRelationIds, ++relations_)}, {"role_id", ghost_id(kRoleIds, 1)}, {"user_id", name.id}});
}

GhostPost GhostRows::post(const story::Content& content, std::string slug) {
    GhostPost post;
    post.slug = std::move(slug);
    const auto whole_or_cut = [&](const std::string& text, std::size_t most) {
        const std::uint64_t before = cut_;
        std::string kept = fitting(text, most);
        if (cut_ != before) {
            cut_ = before;
            post.opening.push_back(text);
        }
        return kept;
    };
    post.headline = content.headline.empty() ? "(Untitled)" : whole_or_cut(content.headline, kGhostTitle);
    post.standfirst = whole_or_cut(content.standfirst, kGhostExcerpt);
    return post;
}

base::Result<void> GhostRows::story(const WalkedStory& walked, const GhostPost& post, const std::string& lead, const std::string& lexical) {
    const story::Story& story = walked.story;
    const story::Content& content = story.content;
    const bool own_id = walked.feed_id.empty();
    const std::string id = ghost_id(0, story.id.value);
    const base::Time made = std::min(story.published_at.value_or(story.updated_at), story.updated_at);
    const auto date = [](base::Time time) { return json::value(base::format_rfc3339(time)); };
    const std::string& language = content.language;
    const bool named = language != settings_.site.language && language.size() <= kGhostLocale;
    TRY_VOID(file_.row("posts", {{"id", id},
                                 {"uuid", uuid_of(own_id ? fmt::format("{}/?p={}", settings_.site.url, story.id.value) : walked.feed_id)},
                                 {"title", post.headline},
                                 {"slug", text_or_null(post.slug)},
                                 {"mobiledoc", nullptr},
                                 {"lexical", lexical},
                                 {"html", nullptr},
                                 {"comment_id", id},
                                 {"feature_image", lead.size() <= kGhostPicture ? text_or_null(lead) : json::value()},
                                 {"featured", 0},
                                 {"type", content.kind == story::Kind::page ? "page" : "post"},
                                 {"status", ghost_status(story)},
                                 {"locale", named ? json::value(language) : json::value()},
                                 {"visibility", "public"},
                                 {"email_recipient_filter", "all"},
                                 {"created_at", date(made)},
                                 {"updated_at", date(story.updated_at)},
                                 {"published_at", story.published_at ? date(*story.published_at) : json::value()},
                                 {"custom_excerpt", text_or_null(post.standfirst)},
                                 {"codeinjection_head", nullptr},
                                 {"codeinjection_foot", nullptr},
                                 {"custom_template", nullptr},
                                 {"canonical_url", nullptr},
                                 {"show_title_and_feature_image", 1}}));
    TRY_VOID(filing_of(id, content));
    return lead.empty() ? base::Result<void>{} : lead_texts(id, content.lead_image);
}

base::Result<void> GhostRows::filing_of(const std::string& id, const story::Content& content) {
    std::int64_t order = 0;
    const auto link = [&](const char* table, const char* member, const GhostName& name) {
        return file_.row(table,
                         {{"id", ghost_id(kRelationIds, ++relations_)}, {"post_id", id}, {member, name.id}, {"sort_order", order++}});
    };
    // The first one is the post's primary tag.
    if (const auto section = terms_.sections.find(content.section); section != terms_.sections.end()) {
        TRY_VOID(link("posts_tags", "tag_id", section->second));
    }
    for (const std::string& slug : content.topics) {
        if (const auto topic = terms_.topics.find(slug); topic != terms_.topics.end()) {
            TRY_VOID(link("posts_tags", "tag_id", topic->second));
        }
    }
    order = 0;
    for (const std::string& slug : content.authors) {
        if (const auto author = terms_.authors.find(slug); author != terms_.authors.end()) {
            TRY_VOID(link("posts_authors", "author_id", author->second));
        }
    }
    return {};
}

base::Result<void> GhostRows::lead_texts(const std::string& id, const story::LeadImage& image) {
    const std::string caption = image.caption + (image.caption.empty() || image.credit.empty() ? "" : " ") + image.credit;
    if (image.alt.empty() && caption.empty()) {
        return {};
    }
    return file_.row("posts_meta", {{"id", ghost_id(kRelationIds, ++relations_)},
                                    {"post_id", id},
                                    {"feature_image_alt", text_or_null(fitting(image.alt, kGhostAlt))},
                                    {"feature_image_caption", text_or_null(document::escape_html(caption).string())},
                                    {"email_only", 0}});
}

}  // namespace stoppress::exporting
