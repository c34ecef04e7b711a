// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/search/open_search.hpp"

#include "story/text.hpp"
#include "xml/xml_writer.hpp"

namespace stoppress::reader {

namespace {

// OpenSearch 1.1: "at most 16 characters" and "at most 1,024".
constexpr std::size_t kShortName = 16;
constexpr std::size_t kDescription = 1024;

}  // namespace

base::Result<press::RenderedPage> print_open_search(const Printing& printing) {
    const auto& site = printing.settings.site;
    xml::XmlWriter xml;
    xml.open("OpenSearchDescription", {{"xmlns", "http://a9.com/-/spec/opensearch/1.1/"}});
    xml.element("ShortName", story::teaser(site.title, site.language, kShortName));
    xml.element("Description", story::teaser(site.description.empty() ? site.title : site.description, site.language, kDescription));
    xml.element("Language", site.language);
    xml.element("InputEncoding", "UTF-8");
    xml.element("OutputEncoding", "UTF-8");
    xml.empty("Url", {{"type", "text/html"}, {"template", site.url + "/search?q={searchTerms}"}});
    xml.empty("Url", {{"type", "application/rss+xml"}, {"template", site.url + "/search/feed.xml?q={searchTerms}"}});
    xml.empty("Url", {{"type", "application/atom+xml"}, {"template", site.url + "/search/atom.xml?q={searchTerms}"}});
    xml.empty("Url", {{"type", "application/opensearchdescription+xml"}, {"rel", "self"}, {"template", site.url + "/opensearch.xml"}});
    press::RenderedPage printed;
    printed.content_type = "application/opensearchdescription+xml; charset=utf-8";
    printed.body = xml.finish();
    printed.keep = false;
    return printed;
}

}  // namespace stoppress::reader
