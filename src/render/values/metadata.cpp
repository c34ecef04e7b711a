// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/json.hpp>

#include "render/template/escape.hpp"
#include "render/values/frame_values.hpp"
#include "story/letters.hpp"

namespace stoppress::render {

namespace json = boost::json;

namespace {

/// The time of the last change for readers, including corrections.
base::Time modified(const StoryPage& page) {
    base::Time latest = page.card.updated_at;
    for (const Correction& correction : page.corrections) {
        latest = std::max(latest, correction.at);
    }
    return latest;
}

struct SharedPicture {
    std::string source;
    std::uint32_t width = 0;  ///< 0: unknown
    std::uint32_t height = 0;
};

/// The lead picture for other services, which support neither transparency nor animation: a transparent one would get
/// any background.
SharedPicture shared_picture(const StoryPage& page) {
    if (!page.picture) {
        return {page.card.lead_image.source};
    }
    const document::PictureForm& form = *page.picture;
    return form.card.empty() ? SharedPicture{form.source, form.width, form.height}
                             : SharedPicture{form.card, form.card_width, form.card_height};
}

json::object publisher(const Surroundings& around) {
    json::object organization{{"@type", "Organization"}, {"name", around.site.title}, {"url", around.site.url + "/"}};
    if (const auto& logo = around.site.logo.empty() ? around.site.icon : around.site.logo; !logo.empty()) {
        organization["logo"] = json::object{{"@type", "ImageObject"}, {"url", absolute(logo, around)}};
    }
    return organization;
}

/// schema.org's NewsArticle, for search engines and readers' tools.
std::string news_article(const StoryPage& page, const std::string& description, const Surroundings& around) {
    const story::Card& card = page.card;
    json::object article{{"@context", "https://schema.org"},
                         {"@type", page.kind == story::Kind::article ? "NewsArticle" : "WebPage"},
                         {"mainEntityOfPage", absolute(page.frame.path, around)},
                         {"url", absolute(page.frame.path, around)},
                         {page.kind == story::Kind::article ? "headline" : "name", card.headline},
                         {"datePublished", base::format_rfc3339(card.published_at)},
                         {"dateModified", base::format_rfc3339(modified(page))},
                         {"isAccessibleForFree", true},
                         {"publisher", publisher(around)}};
    if (!story::is_unknown_language(card.language)) {
        article["inLanguage"] = card.language;
    }
    if (!description.empty()) {
        article["description"] = description;
    }
    if (!card.lead_image.source.empty()) {
        article["image"] = json::array{json::value(absolute(shared_picture(page).source, around))};
    }
    json::array authors;
    for (const Link& author : page.byline) {
        authors.push_back(json::object{{"@type", "Person"}, {"name", author.name}, {"url", absolute(author.url, around)}});
    }
    if (!authors.empty()) {
        article["author"] = std::move(authors);
    }
    if (page.section) {
        article["articleSection"] = page.section->name;
    }
    json::array keywords;
    for (const Link& topic : page.topics) {
        keywords.emplace_back(topic.name);
    }
    if (!keywords.empty()) {
        article["keywords"] = std::move(keywords);
    }
    json::array corrections;
    for (const Correction& correction : page.corrections) {
        corrections.push_back(json::object{{"@type", "CorrectionComment"},
                                           {"@id", absolute(page.frame.path, around) + "#" + correction_anchor(correction)},
                                           {"text", correction.text},
                                           {"datePublished", base::format_rfc3339(correction.at)}});
    }
    if (!corrections.empty()) {
        article["correction"] = std::move(corrections);
    }
    if (page.comment_count > 0) {
        article["commentCount"] = page.comment_count;
    }
    return escape_json_in_script(json::serialize(article));
}

Value::List open_graph(const char* type, const std::string& title, const std::string& description, const std::string& path,
                       const Surroundings& around) {
    Value::List properties;
    properties.emplace_back(property("og:site_name", around.site.title));
    properties.emplace_back(property("og:type", type));
    properties.emplace_back(property("og:title", title));
    properties.emplace_back(property("og:url", absolute(path, around)));
    if (!description.empty()) {
        properties.emplace_back(property("og:description", description));
    }
    return properties;
}

}  // namespace

Value::Object story_metadata(const StoryPage& page, const std::string& description, const Surroundings& around) {
    const story::Card& card = page.card;
    Value::List properties =
        open_graph(page.kind == story::Kind::article ? "article" : "website", card.headline, description, page.frame.path, around);
    if (!story::is_unknown_language(card.language)) {
        properties.emplace_back(property("og:locale", open_graph_locale(card.language)));
    }
    for (const Alternate& alternate : page.frame.alternates) {
        properties.emplace_back(property("og:locale:alternate", open_graph_locale(alternate.language)));
    }
    if (!card.lead_image.source.empty()) {
        const SharedPicture picture = shared_picture(page);
        properties.emplace_back(property("og:image", absolute(picture.source, around)));
        if (picture.width > 0) {
            properties.emplace_back(property("og:image:width", std::to_string(picture.width)));
            properties.emplace_back(property("og:image:height", std::to_string(picture.height)));
        }
        if (!card.lead_image.alt.empty()) {
            properties.emplace_back(property("og:image:alt", card.lead_image.alt));
        }
    }
    if (page.kind == story::Kind::article) {
        properties.emplace_back(property("article:published_time", base::format_rfc3339(card.published_at)));
        properties.emplace_back(property("article:modified_time", base::format_rfc3339(modified(page))));
        for (const Link& author : page.byline) {
            properties.emplace_back(property("article:author", absolute(author.url, around)));
        }
        if (page.section) {
            properties.emplace_back(property("article:section", page.section->name));
        }
        for (const Link& topic : page.topics) {
            properties.emplace_back(property("article:tag", topic.name));
        }
    }
    Value::List authors;
    for (const Link& author : page.byline) {
        authors.emplace_back(Value::Object{Member{"name", author.name}});
    }
    Value::List twitter;
    twitter.emplace_back(property("twitter:card", card.lead_image.source.empty() ? "summary" : "summary_large_image"));
    return Value::Object{Member{"properties", std::move(properties)}, Member{"authors", std::move(authors)},
                         Member{"twitter", std::move(twitter)}, Member{"has_json_ld", true},
                         Member{"json_ld", Markup{news_article(page, description, around)}}};
}

Value::Object site_metadata(const std::string& title, const std::string& description, const std::string& path, const Surroundings& around) {
    Value::List properties = open_graph("website", title, description, path, around);
    Value::List twitter;
    twitter.emplace_back(property("twitter:card", "summary"));
    return Value::Object{Member{"properties", std::move(properties)}, Member{"authors", Value::List{}},
                         Member{"twitter", std::move(twitter)}, Member{"has_json_ld", false}, Member{"json_ld", Markup{}}};
}

}  // namespace stoppress::render
