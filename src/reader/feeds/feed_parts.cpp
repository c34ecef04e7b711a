// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/feeds/feed_parts.hpp"

#include <algorithm>

#include "render/template/escape.hpp"
#include "story/text.hpp"

namespace stoppress::reader {

std::string absolute_address(std::string_view path, const settings::Settings& settings) {
    const bool on_site = path.starts_with('/') && !path.starts_with("//");
    return on_site ? settings.site.url + std::string(path) : std::string(path);
}

std::string feed_title(const Feed& feed, const settings::Settings& settings) {
    return feed.title.empty() ? settings.site.title : settings.site.title + " – " + feed.title;
}

std::string feed_description(const Feed& feed, const settings::Settings& settings) {
    if (!feed.description.empty()) {
        return feed.description;
    }
    return feed.title.empty() && !settings.site.description.empty() ? settings.site.description : feed_title(feed, settings);
}

std::string feed_address(const Feed& feed, std::string_view file, const settings::Settings& settings) {
    return settings.site.url + (feed.base == "/" ? std::string{} : feed.base) + "/" + std::string(file) + feed.query;
}

base::Time feed_updated(const Feed& feed) {
    base::Time latest{};
    for (const FeedEntry& entry : feed.entries) {
        latest = std::max({latest, entry.card.updated_at, entry.card.published_at});
    }
    return latest;
}

namespace {

/// Bodies come from our serialiser: addresses are in double quotes, and no text contains a bare quote.
void make_absolute(std::string& html, std::string_view attribute, const std::string& page, const settings::Settings& settings) {
    for (std::size_t at = html.find(attribute); at != std::string::npos; at = html.find(attribute, at)) {
        at += attribute.size();
        const std::string_view address = std::string_view(html).substr(at);
        if (address.starts_with('#')) {
            html.insert(at, page);
        } else if (address.starts_with('/') && !address.starts_with("//")) {
            html.insert(at, render::escape_text(settings.site.url));
        }
    }
}

}  // namespace

std::string feed_body(const FeedEntry& entry, const Feed& feed, const settings::Settings& settings) {
    const story::LeadImage& image = entry.card.lead_image;
    std::string html;
    // Readers that show the whole text do not show the summary.
    if (!entry.standfirst.empty()) {
        html += "<p><strong>" + render::escape_text(entry.standfirst) + "</strong></p>";
    }
    if (!image.source.empty()) {
        html += "<figure><img src=\"" + render::escape_text(image.source) + "\" alt=\"" + render::escape_text(image.alt) + "\">";
        if (!image.caption.empty() || !image.credit.empty()) {
            const std::string gap = image.caption.empty() || image.credit.empty() ? "" : " ";
            html += "<figcaption>" + render::escape_text(image.caption + gap + image.credit) + "</figcaption>";
        }
        html += "</figure>";
    }
    html += entry.body.string();
    const std::string page = render::escape_text(absolute_address(entry.card.url, settings));
    for (const std::string_view attribute : {" href=\"", " src=\"", " poster=\""}) {
        make_absolute(html, attribute, page, settings);
    }
    const auto direction = story::direction_of(entry.card.language);
    if (direction != story::direction_of(feed.language)) {
        html = "<div lang=\"" + render::escape_text(entry.card.language) + "\" dir=\"" + std::string(story::to_string(direction)) + "\">" +
               html + "</div>";
    }
    return html;
}

}  // namespace stoppress::reader
