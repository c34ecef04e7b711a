// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds and sitemaps are read back by a parser: well-formed with any stories, complete, and with addresses
// that work elsewhere.
#include "reader/feeds/feed.hpp"

#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <boost/json.hpp>

#include "document/convert.hpp"

namespace stoppress::reader {
namespace {

namespace json = boost::json;

struct FreeXml {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
    void operator()(xmlXPathContext* context) const { xmlXPathFreeContext(context); }
    void operator()(xmlXPathObject* object) const { xmlXPathFreeObject(object); }
    void operator()(xmlChar* text) const { xmlFree(text); }
};

const xmlChar* in_xml(const std::string& text) {
    return reinterpret_cast<const xmlChar*>(text.c_str());
}

/// A parsed document and what XPath finds in it. Without a document, the text was not well-formed.
class Xml {
public:
    explicit Xml(const std::string& text)
        : document_(xmlReadMemory(text.data(), static_cast<int>(text.size()), "feed", nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR)) {
        if (document_ != nullptr) {
            context_.reset(xmlXPathNewContext(document_.get()));
            for (const auto& [prefix, address] :
                 std::map<std::string, std::string>{{"a", "http://www.w3.org/2005/Atom"},
                                                    {"c", "http://purl.org/rss/1.0/modules/content/"},
                                                    {"d", "http://purl.org/dc/elements/1.1/"},
                                                    {"m", "http://search.yahoo.com/mrss/"},
                                                    {"s", "http://www.sitemaps.org/schemas/sitemap/0.9"},
                                                    {"n", "http://www.google.com/schemas/sitemap-news/0.9"}}) {
                xmlXPathRegisterNs(context_.get(), in_xml(prefix), in_xml(address));
            }
        }
    }
    [[nodiscard]] bool is_well_formed() const { return document_ != nullptr; }
    [[nodiscard]] std::string text(const std::string& path) const { return string_of("string(" + path + ")"); }
    [[nodiscard]] std::string count(const std::string& path) const { return string_of("string(count(" + path + "))"); }

private:
    [[nodiscard]] std::string string_of(const std::string& path) const {
        const std::unique_ptr<xmlXPathObject, FreeXml> found{xmlXPathEval(in_xml(path), context_.get())};
        const std::unique_ptr<xmlChar, FreeXml> text{found != nullptr ? xmlXPathCastToString(found.get()) : nullptr};
        return text != nullptr ? reinterpret_cast<const char*>(text.get()) : "";
    }
    std::unique_ptr<xmlDoc, FreeXml> document_;
    std::unique_ptr<xmlXPathContext, FreeXml> context_;
};

settings::Settings site() {
    settings::Settings settings;
    settings.site.title = "The Courier & Sons";
    settings.site.url = "https://courier.example";
    return settings;
}

document::Html body() {
    document::Document document;
    document::Inline text;
    text.text = "It said \"href=\" & <b>. ";
    document::Inline link;
    link.text = "more";
    link.link.href = *document::Address::parse("/2026/02/more?a=1&b=2");
    document::Inline note;
    note.footnote = 1;
    document::Block paragraph;
    paragraph.node = document::Paragraph{{text, link, note}};
    document::Image picture;
    picture.source = *document::Address::parse("/media/p.jpg");
    picture.alt = "A picture";
    document::Block image;
    image.node = picture;
    document::Video video;
    video.source = *document::Address::parse("/media/f.mp4");
    video.poster = *document::Address::parse("/media/q.jpg");
    document::Block film;
    film.node = video;
    document.blocks = {paragraph, image, film};
    document::Block footnote;
    footnote.node = document::Paragraph{{text}};
    document.footnotes = {{footnote}};
    document::normalise(document);
    return document::to_html(document);
}

Feed feed() {
    FeedEntry entry;
    entry.card.id = base::StoryId{7};
    entry.card.feed_id = "tag:courier.example,2026-03-01:story/7";
    entry.card.url = "/2026/03/tram";
    entry.card.headline = "Trams <& \"trains\"> ]]> \x01\x02 و اتوبوس";
    entry.card.standfirst = "Standfirst & more";
    entry.card.teaser = "Teaser";
    entry.card.language = "en";
    entry.card.lead_image = story::LeadImage{"/media/tram.jpg", "A \"tram\"", "At dusk", "J. Roe"};
    entry.card.published_at = *base::parse_rfc3339("2026-03-01T09:30:00Z");
    entry.card.updated_at = *base::parse_rfc3339("2026-03-02T10:00:00Z");
    entry.byline = {"Ann & Co", "Bo"};
    entry.topics = {"Transport"};
    entry.section = "City";
    entry.standfirst = "Standfirst & more";
    entry.body = body();
    Feed feed;
    feed.title = "City";
    feed.base = "/sections/city";
    feed.language = "en";
    feed.entries = {entry, entry};
    feed.entries[1].card.id = base::StoryId{8};
    feed.entries[1].card.feed_id = "https://before.example/?p=8&amp=1";
    feed.entries[1].card.standfirst = feed.entries[1].standfirst = "";
    feed.entries[1].card.language = "fa";
    feed.entries[1].card.updated_at = *base::parse_rfc3339("2026-02-01T00:00:00Z");
    return feed;
}

const std::string kHeadline = "Trams <& \"trains\"> ]]>  و اتوبوس";

void expect_portable(const std::string& html) {
    EXPECT_TRUE(
        html.starts_with("<p><strong>Standfirst &amp; more</strong></p><figure><img src=\"https://courier.example/media/tram.jpg\" alt=\"A "
                         "&quot;tram&quot;\">"))
        << html;
    EXPECT_TRUE(html.contains("href=\"https://courier.example/2026/02/more?a=1&amp;b=2\"")) << html;
    EXPECT_TRUE(html.contains("src=\"https://courier.example/media/p.jpg\"")) << html;
    EXPECT_TRUE(html.contains("href=\"https://courier.example/2026/03/tram#fn-1\"")) << html;
    EXPECT_TRUE(html.contains(" src=\"https://courier.example/media/f.mp4\" poster=\"https://courier.example/media/q.jpg\"")) << html;
    for (const char* const relative : {"href=\"/", "src=\"/", "poster=\"/"}) {
        EXPECT_FALSE(html.contains(relative)) << html;
    }
}

TEST(Rss, HoldsWholeStoriesAndReadsBack) {
    const Xml xml{rss(feed(), site())};
    ASSERT_TRUE(xml.is_well_formed());
    EXPECT_EQ(xml.text("/rss/@version"), "2.0");
    EXPECT_EQ(xml.text("/rss/channel/title"), "The Courier & Sons – City");
    EXPECT_EQ(xml.text("/rss/channel/link"), "https://courier.example/sections/city");
    EXPECT_NE(xml.text("/rss/channel/description"), "");
    EXPECT_EQ(xml.text("/rss/channel/a:link[@rel='self']/@href"), "https://courier.example/sections/city/feed.xml");
    EXPECT_EQ(xml.text("/rss/channel/lastBuildDate"), "Mon, 02 Mar 2026 10:00:00 +0000");
    EXPECT_EQ(xml.count("//item"), "2");
    EXPECT_EQ(xml.text("//item[1]/title"), kHeadline);
    EXPECT_EQ(xml.text("//item[1]/link"), "https://courier.example/2026/03/tram");
    EXPECT_EQ(xml.text("//item[1]/guid[@isPermaLink='false']"), "tag:courier.example,2026-03-01:story/7");
    EXPECT_EQ(xml.text("//item[2]/guid"), "https://before.example/?p=8&amp=1");
    EXPECT_EQ(xml.text("//item[1]/pubDate"), "Sun, 01 Mar 2026 09:30:00 +0000");
    EXPECT_EQ(xml.text("//item[1]/d:creator[1]"), "Ann & Co");
    EXPECT_EQ(xml.count("//item[1]/d:creator"), "2");
    EXPECT_EQ(xml.text("//item[1]/category[2]"), "Transport");
    EXPECT_EQ(xml.text("//item[1]/description"), "Standfirst & more");
    EXPECT_EQ(xml.text("//item[2]/description"), "Teaser");
    EXPECT_EQ(xml.text("//item[1]/m:content/@url"), "https://courier.example/media/tram.jpg");
    expect_portable(xml.text("//item[1]/c:encoded"));
}

TEST(Atom, HasWhatTheStandardAsksFor) {
    const Xml xml{atom(feed(), site())};
    ASSERT_TRUE(xml.is_well_formed());
    EXPECT_EQ(xml.text("/a:feed/a:id"), "https://courier.example/sections/city");
    EXPECT_EQ(xml.text("/a:feed/a:updated"), "2026-03-02T10:00:00Z");
    EXPECT_EQ(xml.text("/a:feed/a:link[@rel='self']/@href"), "https://courier.example/sections/city/atom.xml");
    EXPECT_EQ(xml.text("/a:feed/a:author/a:name"), "The Courier & Sons");
    EXPECT_EQ(xml.text("//a:entry[1]/a:id"), "tag:courier.example,2026-03-01:story/7");
    EXPECT_EQ(xml.text("//a:entry[1]/a:title"), kHeadline);
    EXPECT_EQ(xml.text("//a:entry[1]/a:updated"), "2026-03-02T10:00:00Z");
    EXPECT_EQ(xml.text("//a:entry[2]/a:updated"), "2026-03-01T09:30:00Z") << "never before its publication";
    EXPECT_EQ(xml.text("//a:entry[1]/a:author[1]/a:name"), "Ann & Co");
    EXPECT_EQ(xml.text("//a:entry[1]/@xml:lang"), "en");
    expect_portable(xml.text("//a:entry[1]/a:content[@type='html']"));
}

TEST(JsonFeed, IsVersionOnePointOne) {
    const json::object parsed = json::parse(json_feed(feed(), site())).as_object();
    EXPECT_EQ(parsed.at("version"), "https://jsonfeed.org/version/1.1");
    EXPECT_EQ(parsed.at("feed_url"), "https://courier.example/sections/city/feed.json");
    EXPECT_EQ(parsed.at("home_page_url"), "https://courier.example/sections/city");
    const json::object& item = parsed.at("items").as_array().at(0).as_object();
    EXPECT_EQ(item.at("id"), "tag:courier.example,2026-03-01:story/7");
    EXPECT_EQ(item.at("url"), "https://courier.example/2026/03/tram");
    EXPECT_EQ(item.at("date_published"), "2026-03-01T09:30:00Z");
    EXPECT_EQ(item.at("authors").as_array().at(1).as_object().at("name"), "Bo");
    EXPECT_EQ(item.at("tags").as_array().size(), 2U);
    EXPECT_EQ(item.at("image"), "https://courier.example/media/tram.jpg");
    expect_portable(std::string(item.at("content_html").as_string()));
}

TEST(Feeds, GiveTheDirectionOfAStoryWrittenInAnother) {
    const Xml rss_xml{rss(feed(), site())};
    const Xml atom_xml{atom(feed(), site())};
    const json::object parsed = json::parse(json_feed(feed(), site())).as_object();
    for (const auto& html : {rss_xml.text("//item[2]/c:encoded"), atom_xml.text("//a:entry[2]/a:content"),
                             std::string(parsed.at("items").as_array().at(1).at("content_html").as_string())}) {
        EXPECT_TRUE(html.starts_with("<div lang=\"fa\" dir=\"rtl\"><figure>")) << html;
        EXPECT_TRUE(html.ends_with("</div>")) << html;
    }
}

TEST(Atom, NamesTheSiteBeforeItself) {
    const Xml xml{atom(feed(), site())};
    EXPECT_EQ(xml.text("/a:feed/a:link[1]/@rel"), "alternate");
    EXPECT_EQ(xml.text("/a:feed/a:link[1]/@href"), "https://courier.example/sections/city");
}

TEST(Feeds, OfTheWholeSiteAndOfNothingAreValid) {
    Feed empty;
    empty.base = "/";
    empty.language = "fa";
    const Xml rss_xml{rss(empty, site())};
    ASSERT_TRUE(rss_xml.is_well_formed());
    EXPECT_EQ(rss_xml.text("/rss/channel/title"), "The Courier & Sons");
    EXPECT_EQ(rss_xml.text("/rss/channel/a:link/@href"), "https://courier.example/feed.xml");
    EXPECT_EQ(rss_xml.count("//item"), "0");
    const Xml atom_xml{atom(empty, site())};
    ASSERT_TRUE(atom_xml.is_well_formed());
    EXPECT_EQ(atom_xml.text("/a:feed/a:id"), "https://courier.example/");
    EXPECT_NE(atom_xml.text("/a:feed/a:updated"), "");
    EXPECT_TRUE(json::parse(json_feed(empty, site())).as_object().at("items").as_array().empty());
}

TEST(Sitemap, NamesEachStoryWithItsLastChange) {
    const std::vector<story::Card> cards{feed().entries[0].card, feed().entries[1].card};
    const Xml xml{sitemap(cards, {}, site())};
    ASSERT_TRUE(xml.is_well_formed());
    EXPECT_EQ(xml.count("/s:urlset/s:url"), "2");
    EXPECT_EQ(xml.text("/s:urlset/s:url[1]/s:loc"), "https://courier.example/2026/03/tram");
    EXPECT_EQ(xml.text("/s:urlset/s:url[1]/s:lastmod"), "2026-03-02T10:00:00Z");
    const Xml index{sitemap_index(3, site())};
    ASSERT_TRUE(index.is_well_formed());
    EXPECT_EQ(index.count("/s:sitemapindex/s:sitemap"), "4");
    EXPECT_EQ(index.count("//s:loc[. = 'https://courier.example/sitemap-3.xml']"), "1");
    EXPECT_EQ(index.count("//s:loc[. = 'https://courier.example/sitemap-lists.xml']"), "1");
}

TEST(Sitemap, OfNewsHasPublicationLanguageDateAndTitle) {
    std::vector<story::Card> cards{feed().entries[0].card, feed().entries[1].card};
    cards[0].language = "pt-BR";
    cards[1].language = "zh-Hant";
    const Xml xml{news_sitemap(cards, site())};
    ASSERT_TRUE(xml.is_well_formed());
    EXPECT_EQ(xml.text("//s:url[1]/n:news/n:publication/n:name"), "The Courier & Sons");
    EXPECT_EQ(xml.text("//s:url[1]/n:news/n:publication/n:language"), "pt");
    EXPECT_EQ(xml.text("//s:url[2]/n:news/n:publication/n:language"), "zh-tw");
    EXPECT_EQ(xml.text("//s:url[1]/n:news/n:publication_date"), "2026-03-01T09:30:00Z");
    EXPECT_EQ(xml.text("//s:url[1]/n:news/n:title"), kHeadline);
}

TEST(Robots, MayReadAllButTheNewsroomAndTheApi) {
    const std::string text = robots(site());
    EXPECT_TRUE(text.contains("Disallow: /newsroom/\n"));
    EXPECT_TRUE(text.contains("Disallow: /api/\n"));
    EXPECT_TRUE(text.contains("Sitemap: https://courier.example/sitemap.xml\n"));
    EXPECT_TRUE(text.contains("Sitemap: https://courier.example/news-sitemap.xml\n"));
}

}  // namespace
}  // namespace stoppress::reader
