// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/feeds/feed.hpp"
#include "reader/feeds/feed_parts.hpp"
#include "xml/xml_writer.hpp"

namespace stoppress::reader {

namespace {

constexpr const char* kSitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The form for the news sitemap: ISO 639, except for Chinese, which has a code per script.
std::string news_language(const std::string& language) {
    if (language == "zh-CN" || language.starts_with("zh-Hans")) {
        return "zh-cn";
    }
    if (language == "zh-TW" || language.starts_with("zh-Hant")) {
        return "zh-tw";
    }
    return language.substr(0, language.find('-'));
}

}  // namespace

std::string sitemap(std::span<const story::Card> cards, std::span<const std::string> paths, const settings::Settings& settings) {
    xml::XmlWriter xml;
    xml.open("urlset", {{"xmlns", kSitemapNamespace}});
    for (const story::Card& card : cards.first(std::min(cards.size(), kSitemapLength))) {
        xml.open("url");
        xml.element("loc", absolute_address(card.url, settings));
        xml.element("lastmod", base::format_rfc3339(std::max(card.updated_at, card.published_at)));
        xml.close();
    }
    for (const std::string& path : paths) {
        xml.open("url");
        xml.element("loc", absolute_address(path, settings));
        xml.close();
    }
    return xml.finish();
}

std::string sitemap_index(std::size_t parts, const settings::Settings& settings) {
    xml::XmlWriter xml;
    xml.open("sitemapindex", {{"xmlns", kSitemapNamespace}});
    for (std::size_t part = 1; part <= parts; ++part) {
        xml.open("sitemap");
        xml.element("loc", absolute_address("/sitemap-" + std::to_string(part) + ".xml", settings));
        xml.close();
    }
    xml.open("sitemap");
    xml.element("loc", absolute_address("/sitemap-lists.xml", settings));
    xml.close();
    return xml.finish();
}

std::string news_sitemap(std::span<const story::Card> cards, const settings::Settings& settings) {
    xml::XmlWriter xml;
    xml.open("urlset", {{"xmlns", kSitemapNamespace}, {"xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"}});
    for (const story::Card& card : cards) {
        xml.open("url");
        xml.element("loc", absolute_address(card.url, settings));
        xml.open("news:news");
        xml.open("news:publication");
        xml.element("news:name", settings.site.title);
        xml.element("news:language", news_language(card.language));
        xml.close();
        xml.element("news:publication_date", base::format_rfc3339(card.published_at));
        xml.element("news:title", card.headline);
        xml.close();
        xml.close();
    }
    return xml.finish();
}

std::string robots(const settings::Settings& settings) {
    std::string text =
        "User-agent: *\n"
        "Disallow: /newsroom/\n"
        "Disallow: /api/\n";
    for (const auto& line : settings.robots.lines) {
        text += line + "\n";
    }
    return text + "\nSitemap: " + settings.site.url + "/sitemap.xml\nSitemap: " + settings.site.url + "/news-sitemap.xml\n";
}

}  // namespace stoppress::reader
