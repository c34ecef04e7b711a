// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/hugo/story_file.hpp"

#include <boost/json/array.hpp>

#include <chrono>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "document/convert.hpp"
#include "exporting/files/output_folder.hpp"
#include "exporting/hugo/front_matter.hpp"
#include "story/text.hpp"

namespace stoppress::exporting {
namespace {

int year_of(base::Time time) {
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
    return static_cast<int>(date.year());
}

base::Time date_of(const story::Story& story) {
    return story.published_at.value_or(story.updated_at);
}

boost::json::object lead_of(const story::LeadImage& lead) {
    boost::json::object fields{{"source", lead.source}, {"alt", lead.alt}};
    if (!lead.caption.empty()) {
        fields["caption"] = lead.caption;
    }
    if (!lead.credit.empty()) {
        fields["credit"] = lead.credit;
    }
    return fields;
}

boost::json::array corrections_of(const std::vector<store::Correction>& corrections) {
    boost::json::array list;
    for (const store::Correction& correction : corrections) {
        list.push_back(boost::json::object{
            {"date", base::format_rfc3339(correction.at)}, {"kind", store::to_string(correction.kind)}, {"text", correction.text}});
    }
    return list;
}

boost::json::array translations_of(const std::vector<store::Translation>& translations) {
    boost::json::array list;
    for (const store::Translation& translation : translations) {
        list.push_back(boost::json::object{{"language", translation.language}, {"url", translation.url}, {"title", translation.headline}});
    }
    return list;
}

std::vector<std::string> aliases_of(const std::vector<std::string>& former) {
    std::vector<std::string> aliases;
    for (const std::string& address : former) {
        if (has_a_file(address)) {
            aliases.push_back(hugo_path(address));
        }
    }
    return aliases;
}

}  // namespace

std::string hugo_path(std::string_view address) {
    return base::percent_decoded(address);
}

std::string_view hugo_direction(std::string_view language) {
    return story::direction_of(language) == story::Direction::right_to_left ? "rtl" : "ltr";
}

bool has_a_file(std::string_view address) {
    return !address.contains('?') && address.starts_with('/') && address != "/";
}

std::string without_shortcodes(std::string html) {
    constexpr std::string_view kEscaped = "&#123;";
    // "{{<" and "{{%" open one. Of three braces, all but the last are replaced.
    for (std::size_t at = html.find("{{"); at != std::string::npos; at = html.find("{{", at + kEscaped.size())) {
        html.replace(at, 1, kEscaped);
    }
    return html;
}

FrontMatter hugo_front_matter(const WalkedStory& walked, const std::vector<std::string>& former) {
    const story::Story& story = walked.story;
    const story::Content& content = story.content;
    const bool shown = story.status == story::Status::published;
    FrontMatter front;
    front.text("title", content.headline)
        .text("description", content.standfirst)
        .time("date", date_of(story))
        .time("lastmod", story.updated_at)
        .flag("draft", !shown);
    if (shown || story.status == story::Status::scheduled || story.status == story::Status::withdrawn) {
        front.text("url", hugo_path(story.url)).texts("aliases", aliases_of(former));
    } else {
        front.text("slug", content.slug);
    }
    if (!shown) {
        front.text("status", story::to_string(story.status));
    }
    if (!content.section.empty()) {
        front.texts("sections", {content.section});
    }
    front.texts("topics", content.topics).texts("authors", content.authors).text("translationKey", content.translation_key);
    front.text("language", content.language);
    front.text("direction", hugo_direction(content.language));
    if (!content.lead_image.source.empty()) {
        front.texts("images", {content.lead_image.source}).value("lead_image", lead_of(content.lead_image));
    }
    front.text("feed_id", walked.feed_id);
    if (!walked.corrections.empty()) {
        front.value("corrections", corrections_of(walked.corrections));
    }
    if (!walked.translations.empty()) {
        front.value("translations", translations_of(walked.translations));
    }
    return front;
}

StoryFile hugo_file_of(const WalkedStory& walked, const std::vector<std::string>& former) {
    const story::Story& story = walked.story;
    const story::Content& content = story.content;
    StoryFile file;
    file.folder = content.kind == story::Kind::page ? "content/pages" : fmt::format("content/stories/{}", year_of(date_of(story)));
    // "index" and "_index" would make the folder the page.
    file.name = safe_file_name(content.slug.empty() || content.slug.ends_with("index") ? fmt::format("{}-{}", content.slug, story.id.value)
                                                                                       : content.slug);
    file.text = hugo_front_matter(walked, former).json() + without_shortcodes(document::to_html(content.body).string()) + '\n';
    return file;
}

}  // namespace stoppress::exporting
