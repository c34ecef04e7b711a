// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/feeds/feed.hpp"

#include <boost/json.hpp>

#include "reader/feeds/feed_parts.hpp"
#include "story/letters.hpp"
#include "xml/xml_writer.hpp"

namespace stoppress::reader {

namespace json = boost::json;

namespace {

constexpr std::string_view kGenerator = "Stoppress";

/// Shown in a feed by readers that do not show the whole body.
const std::string& summary_of(const story::Card& card) {
    return card.standfirst.empty() ? card.teaser : card.standfirst;
}

void rss_item(xml::XmlWriter& xml, const FeedEntry& entry, const Feed& feed, const settings::Settings& settings) {
    const story::Card& card = entry.card;
    xml.open("item");
    xml.element("title", card.headline);
    xml.element("link", absolute_address(card.url, settings));
    xml.element("guid", card.feed_id + entry.part, {{"isPermaLink", "false"}});
    xml.element("pubDate", base::format_rfc822(card.published_at));
    for (const std::string& name : entry.byline) {
        xml.element("dc:creator", name);
    }
    if (!entry.section.empty()) {
        xml.element("category", entry.section);
    }
    for (const std::string& topic : entry.topics) {
        xml.element("category", topic);
    }
    xml.element("description", summary_of(card));
    if (!card.lead_image.source.empty()) {
        xml.empty("media:content", {{"url", absolute_address(card.lead_image.source, settings)}, {"medium", "image"}});
    }
    xml.element("content:encoded", feed_body(entry, feed, settings));
    xml.close();
}

void atom_entry(xml::XmlWriter& xml, const FeedEntry& entry, const Feed& feed, const settings::Settings& settings) {
    const story::Card& card = entry.card;
    xml.open("entry", {{"xml:lang", card.language}});
    xml.element("title", card.headline);
    xml.element("id", card.feed_id + entry.part);
    const auto page = absolute_address(card.url, settings);
    if (story::is_unknown_language(card.language)) {
        xml.empty("link", {{"rel", "alternate"}, {"type", "text/html"}, {"href", page}});
    } else {
        xml.empty("link", {{"rel", "alternate"}, {"type", "text/html"}, {"hreflang", card.language}, {"href", page}});
    }
    xml.element("published", base::format_rfc3339(card.published_at));
    xml.element("updated", base::format_rfc3339(std::max(card.updated_at, card.published_at)));
    for (const std::string& name : entry.byline) {
        xml.open("author");
        xml.element("name", name);
        xml.close();
    }
    if (!entry.section.empty()) {
        xml.empty("category", {{"term", entry.section}});
    }
    for (const std::string& topic : entry.topics) {
        xml.empty("category", {{"term", topic}});
    }
    xml.element("summary", summary_of(card));
    xml.element("content", feed_body(entry, feed, settings), {{"type", "html"}});
    xml.close();
}

json::object json_item(const FeedEntry& entry, const Feed& feed, const settings::Settings& settings) {
    const story::Card& card = entry.card;
    json::object item{{"id", card.feed_id + entry.part},
                      {"url", absolute_address(card.url, settings)},
                      {"title", card.headline},
                      {"summary", summary_of(card)},
                      {"content_html", feed_body(entry, feed, settings)},
                      {"date_published", base::format_rfc3339(card.published_at)},
                      {"date_modified", base::format_rfc3339(std::max(card.updated_at, card.published_at))},
                      {"language", card.language}};
    if (!card.lead_image.source.empty()) {
        item["image"] = absolute_address(card.lead_image.source, settings);
    }
    if (!entry.byline.empty()) {
        json::array authors;
        for (const std::string& name : entry.byline) {
            authors.push_back(json::object{{"name", name}});
        }
        item["authors"] = std::move(authors);
    }
    json::array tags;
    if (!entry.section.empty()) {
        tags.emplace_back(entry.section);
    }
    for (const std::string& topic : entry.topics) {
        tags.emplace_back(topic);
    }
    if (!tags.empty()) {
        item["tags"] = std::move(tags);
    }
    return item;
}

/// The address of the first that is chosen; empty if none is.
std::string picture_of(const std::string& wanted, const std::string& otherwise, const settings::Settings& settings) {
    const auto& chosen = wanted.empty() ? otherwise : wanted;
    return chosen.empty() ? std::string() : absolute_address(chosen, settings);
}

}  // namespace

std::string rss(const Feed& feed, const settings::Settings& settings) {
    xml::XmlWriter xml;
    xml.open("rss", {{"version", "2.0"},
                     {"xmlns:atom", "http://www.w3.org/2005/Atom"},
                     {"xmlns:content", "http://purl.org/rss/1.0/modules/content/"},
                     {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                     {"xmlns:media", "http://search.yahoo.com/mrss/"}});
    xml.open("channel");
    xml.element("title", feed_title(feed, settings));
    xml.element("link", absolute_address(feed.base + feed.query, settings));
    xml.element("description", feed_description(feed, settings));
    xml.element("language", feed.language);
    if (!feed.entries.empty()) {
        xml.element("lastBuildDate", base::format_rfc822(feed_updated(feed)));
    }
    xml.element("generator", kGenerator);
    if (const auto picture = picture_of(settings.site.icon, settings.site.logo, settings); !picture.empty()) {
        xml.open("image");
        xml.element("url", picture);
        xml.element("title", feed_title(feed, settings));
        xml.element("link", absolute_address(feed.base + feed.query, settings));
        xml.close();
    }
    xml.empty("atom:link", {{"rel", "self"}, {"type", "application/rss+xml"}, {"href", feed_address(feed, "feed.xml", settings)}});
    for (const FeedEntry& entry : feed.entries) {
        rss_item(xml, entry, feed, settings);
    }
    return xml.finish();
}

std::string atom(const Feed& feed, const settings::Settings& settings) {
    xml::XmlWriter xml;
    xml.open("feed", {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xml:lang", feed.language}});
    xml.element("title", feed_title(feed, settings));
    xml.element("subtitle", feed_description(feed, settings));
    xml.element("id", absolute_address(feed.base + feed.query, settings));
    // The site first: some feed readers use the first link as the site's, whatever its rel.
    xml.empty("link", {{"rel", "alternate"}, {"type", "text/html"}, {"href", absolute_address(feed.base + feed.query, settings)}});
    xml.empty("link", {{"rel", "self"}, {"type", "application/atom+xml"}, {"href", feed_address(feed, "atom.xml", settings)}});
    xml.element("updated", base::format_rfc3339(feed_updated(feed)));
    xml.open("author");
    xml.element("name", settings.site.title);
    xml.element("uri", settings.site.url + "/");
    xml.close();
    xml.element("generator", kGenerator);
    if (const auto icon = picture_of(settings.site.icon, {}, settings); !icon.empty()) {
        xml.element("icon", icon);
    }
    if (const auto logo = picture_of(settings.site.logo, {}, settings); !logo.empty()) {
        xml.element("logo", logo);
    }
    for (const FeedEntry& entry : feed.entries) {
        atom_entry(xml, entry, feed, settings);
    }
    return xml.finish();
}

std::string json_feed(const Feed& feed, const settings::Settings& settings) {
    json::array items;
    for (const FeedEntry& entry : feed.entries) {
        items.push_back(json_item(entry, feed, settings));
    }
    json::object object{{"version", "https://jsonfeed.org/version/1.1"},
                        {"title", feed_title(feed, settings)},
                        {"description", feed_description(feed, settings)},
                        {"home_page_url", absolute_address(feed.base + feed.query, settings)},
                        {"feed_url", feed_address(feed, "feed.json", settings)},
                        {"language", feed.language},
                        {"authors", json::array{json::object{{"name", settings.site.title}, {"url", settings.site.url + "/"}}}},
                        {"items", std::move(items)}};
    if (const auto icon = picture_of(settings.site.icon, {}, settings); !icon.empty()) {
        object["icon"] = icon;
        object["favicon"] = icon;
    }
    return json::serialize(object);
}

}  // namespace stoppress::reader
