// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/wordpress/wxr_writer.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "document/comments/comment_body.hpp"

namespace stoppress::exporting {
namespace {

/// Where WordPress keeps HTML though a person typed text.
std::string as_html(std::string_view text) {
    std::string html;
    for (const char c : text) {
        html += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string_view(&c, 1);
    }
    return html;
}

/// "2026-03-01 09:30:00".
template <class Moment>
std::string date_of(Moment moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(moment - day));
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string_view status_of(story::Status status) {
    switch (status) {
        case story::Status::published:
            return "publish";
        case story::Status::scheduled:
            return "future";
        case story::Status::in_review:
            return "pending";
        case story::Status::draft:
        case story::Status::withdrawn:
            break;
    }
    return "draft";
}

template <class Entry>
std::map<std::string, std::string, std::less<>> names_of(const std::vector<Entry>& entries) {
    std::map<std::string, std::string, std::less<>> names;
    for (const Entry& entry : entries) {
        names.emplace(entry.slug, entry.name);
    }
    return names;
}

std::string_view name_of(const std::map<std::string, std::string, std::less<>>& names, const std::string& slug) {
    const auto name = names.find(slug);
    return name == names.end() ? std::string_view(slug) : std::string_view(name->second);
}

}  // namespace

WxrWriter::WxrWriter(const settings::Settings& settings, const Filing& filing, bool languages)
    : settings_(settings),
      filing_(filing),
      section_names_(names_of(filing.sections)),
      topic_names_(names_of(filing.topics)),
      author_names_(names_of(filing.authors)),
      zone_(base::TimeZone::find_or_utc(settings.site.timezone)),
      languages_(languages) {}

void WxrWriter::begin() {
    const auto& site = settings_.site;
    xml_.open("rss", {{"version", "2.0"},
                      {"xmlns:excerpt", "http://wordpress.org/export/1.2/excerpt/"},
                      {"xmlns:content", "http://purl.org/rss/1.0/modules/content/"},
                      {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                      {"xmlns:wp", "http://wordpress.org/export/1.2/"}});
    xml_.open("channel");
    xml_.element("title", site.title);
    xml_.element("link", site.url);
    xml_.element("description", site.description);
    xml_.element("language", site.language);
    xml_.element("wp:wxr_version", "1.2");
    xml_.element("wp:base_site_url", site.url);
    xml_.element("wp:base_blog_url", site.url);
    for (const store::Author& author : filing_.authors) {
        xml_.open("wp:author");
        xml_.element("wp:author_id", std::to_string(author.id.value));
        xml_.element("wp:author_login", author.slug);
        xml_.element("wp:author_email", author.email);
        xml_.element("wp:author_display_name", as_html(author.name));
        xml_.close();
    }
    std::int64_t number = 0;
    for (const store::Section& section : filing_.sections) {
        xml_.open("wp:category");
        xml_.element("wp:term_id", std::to_string(++number));
        xml_.element("wp:category_nicename", section.slug);
        xml_.element("wp:category_parent", "");
        xml_.element("wp:cat_name", as_html(section.name));
        xml_.element("wp:category_description", as_html(section.description));
        xml_.close();
    }
    for (const store::Topic& topic : filing_.topics) {
        xml_.open("wp:tag");
        xml_.element("wp:term_id", std::to_string(++number));
        xml_.element("wp:tag_slug", topic.slug);
        xml_.element("wp:tag_name", as_html(topic.name));
        xml_.element("wp:tag_description", as_html(topic.description));
        xml_.close();
    }
    xml_.element("generator", "Stoppress");
}

void WxrWriter::meta(std::string_view key, std::string_view value) {
    xml_.open("wp:postmeta");
    xml_.element("wp:meta_key", key);
    xml_.element("wp:meta_value", value);
    xml_.close();
}

void WxrWriter::dates(const char* name, base::Time time) {
    xml_.element(name, date_of(zone_.local(time)));
    xml_.element((std::string(name) + "_gmt").c_str(), date_of(time));
}

void WxrWriter::filing_of(const story::Content& content) {
    if (!content.section.empty()) {
        xml_.element("category", as_html(name_of(section_names_, content.section)),
                     {{"domain", "category"}, {"nicename", content.section}});
    }
    for (const std::string& topic : content.topics) {
        xml_.element("category", as_html(name_of(topic_names_, topic)), {{"domain", "post_tag"}, {"nicename", topic}});
    }
    if (languages_) {
        xml_.element("category", content.language, {{"domain", "language"}, {"nicename", content.language}});
    }
    if (content.authors.size() > 1) {
        // WordPress knows one author of a post. These are terms of the plug-in Co-Authors Plus.
        for (const std::string& author : content.authors) {
            xml_.element("category", as_html(name_of(author_names_, author)), {{"domain", "author"}, {"nicename", "cap-" + author}});
        }
    }
}

void WxrWriter::story(const WalkedStory& walked, const std::string& markup, std::int64_t thumbnail) {
    const story::Story& story = walked.story;
    const story::Content& content = story.content;
    const bool shown = story.status == story::Status::published;
    const std::string id = std::to_string(story.id.value);
    const std::string short_link = settings_.site.url + "/?p=" + id;
    const base::Time date = story.published_at.value_or(story.updated_at);
    xml_.open("item");
    xml_.element("title", as_html(content.headline));
    xml_.element("link", shown ? settings_.site.url + story.url : short_link);
    xml_.element("pubDate", base::format_rfc822(date));
    xml_.element("dc:creator", content.authors.empty() ? std::string() : content.authors.front());
    xml_.element("guid", walked.feed_id.empty() ? short_link : walked.feed_id, {{"isPermaLink", "false"}});
    xml_.element("description", "");
    xml_.element("content:encoded", markup);
    xml_.element("excerpt:encoded", as_html(content.standfirst));
    xml_.element("wp:post_id", id);
    xml_.element("wp:post_date", date_of(zone_.local(date)));
    // Without a date, WordPress publishes a draft with the date of that day.
    const bool dated = story.published_at.has_value() || shown;
    xml_.element("wp:post_date_gmt", dated ? date_of(date) : "0000-00-00 00:00:00");
    dates("wp:post_modified", story.updated_at);
    xml_.element("wp:comment_status", "closed");
    xml_.element("wp:ping_status", "closed");
    xml_.element("wp:post_name", content.slug);
    xml_.element("wp:status", status_of(story.status));
    xml_.element("wp:post_parent", "0");
    xml_.element("wp:menu_order", "0");
    xml_.element("wp:post_type", content.kind == story::Kind::page ? "page" : "post");
    xml_.element("wp:post_password", "");
    xml_.element("wp:is_sticky", "0");
    filing_of(content);
    if (thumbnail != 0) {
        meta("_thumbnail_id", std::to_string(thumbnail));
    }
    comments(walked.comments);
    xml_.close();
}

/// With the ids that they had, if those were numbers as WordPress has them: pages link to them.
void WxrWriter::comments(const std::vector<store::Comment>& comments) {
    const auto id_of = [](const std::string& source, std::int64_t number) {
        constexpr std::size_t kMaxDigits = 18;
        const bool whole = !source.empty() && source.size() <= kMaxDigits && source.front() != '0' &&
                           source.find_first_not_of("0123456789") == std::string::npos;
        return whole ? source : std::to_string(number);
    };
    for (const store::Comment& comment : comments) {
        const auto author = std::ranges::find(filing_.authors, comment.author, &store::Author::slug);
        const bool known = !comment.author.empty() && author != filing_.authors.end();
        xml_.open("wp:comment");
        xml_.element("wp:comment_id", id_of(comment.source, comment.number));
        xml_.element("wp:comment_author", as_html(comment.name));
        xml_.element("wp:comment_author_email", "");
        xml_.element("wp:comment_author_url", comment.url);
        xml_.element("wp:comment_author_IP", "");
        dates("wp:comment_date", comment.at);
        xml_.element("wp:comment_content", document::comment_html(comment.body).string());
        xml_.element("wp:comment_approved", comment.hidden ? "0" : "1");
        xml_.element("wp:comment_type", "comment");
        xml_.element("wp:comment_parent", comment.answers == 0 ? "0" : id_of(comment.parent, comment.answers));
        xml_.element("wp:comment_user_id", known ? std::to_string(author->id.value) : "0");
        xml_.close();
    }
}

void WxrWriter::attachment(std::int64_t id, const std::string& address, const std::string& file, const store::Medium& medium) {
    const std::string name = medium.file_name.empty() ? file : medium.file_name;
    xml_.open("item");
    xml_.element("title", as_html(name));
    xml_.element("link", settings_.site.url + "/?attachment_id=" + std::to_string(id));
    xml_.element("pubDate", base::format_rfc822(medium.created_at));
    xml_.element("dc:creator", "");
    xml_.element("guid", address, {{"isPermaLink", "false"}});
    xml_.element("description", "");
    xml_.element("content:encoded", "");
    const bool both = !medium.caption.empty() && !medium.credit.empty();
    xml_.element("excerpt:encoded", as_html(medium.caption + (both ? " " : "") + medium.credit));
    xml_.element("wp:post_id", std::to_string(id));
    dates("wp:post_date", medium.created_at);
    xml_.element("wp:comment_status", "closed");
    xml_.element("wp:ping_status", "closed");
    xml_.element("wp:post_name", file.substr(0, file.find('.')));
    xml_.element("wp:status", "inherit");
    xml_.element("wp:post_parent", "0");
    xml_.element("wp:menu_order", "0");
    xml_.element("wp:post_type", "attachment");
    xml_.element("wp:post_password", "");
    xml_.element("wp:is_sticky", "0");
    xml_.element("wp:attachment_url", address);
    meta("_wp_attached_file", file);
    if (!medium.alt.empty()) {
        meta("_wp_attachment_image_alt", medium.alt);
    }
    xml_.close();
}

}  // namespace stoppress::exporting
