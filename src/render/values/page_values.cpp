// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/values/page_values.hpp"

#include "render/values/frame_values.hpp"

namespace stoppress::render {

namespace {

/// Changes this soon after publication count as part of publishing.
constexpr std::chrono::minutes kUpdateGrace{5};

/// {before, datetime, text, after}: the sentence around the date depends on the language.
Value::Object update_values(base::Time time, std::string text, const Words& words) {
    const std::string& sentence = words.text("updated");
    constexpr std::string_view kDate = "{date}";
    const std::size_t at = std::min(sentence.find(kDate), sentence.size());
    Value::Object values = time_values(time, std::move(text));
    values.push_back(Member{"before", sentence.substr(0, at)});
    values.push_back(Member{"after", at < sentence.size() ? sentence.substr(at + kDate.size()) : std::string{}});
    return values;
}

std::string on_site(const std::string& title, const Surroundings& around) {
    return title + " – " + around.site.title;
}

/// Values that only some kinds of page have; shared templates may refer to them in all.
Value::Object kind_values(bool is_front, bool is_latest, bool is_most_viewed) {
    return Value::Object{Member{"is_front", is_front}, Member{"is_latest", is_latest}, Member{"is_most_viewed", is_most_viewed}};
}

Value::Object no_neighbours() {
    return Value::Object{Member{"newer", false}, Member{"older", false}};
}

}  // namespace

const std::string& window_name(story::Window window, const Words& words) {
    switch (window) {
        case story::Window::day:
            return words.text("window_day");
        case story::Window::week:
            return words.text("window_week");
        case story::Window::month:
            return words.text("window_month");
        case story::Window::all:
            break;
    }
    return words.text("window_all");
}

Value::Object story_values(const StoryPage& page, const Surroundings& around) {
    const story::Card& card = page.card;
    const Words& words = around.words;
    const std::string& description = card.standfirst.empty() ? card.teaser : card.standfirst;
    Head head;
    head.title = on_site(card.headline, around);
    head.description = description;
    head.feeds = "/";
    head.feed_title = around.site.title;
    head.within = page.section ? page.section->url : std::string{};
    Value::Object values = frame_values(page.frame, head, around);
    append(values, kind_values(false, false, false));
    append(values, no_neighbours());
    append(values, story_metadata(page, description, around));

    Value::List topics;
    for (const Link& topic : page.topics) {
        topics.push_back(link_value(topic));
    }
    const bool updated = card.updated_at > card.published_at + kUpdateGrace;
    const std::string id = std::to_string(card.id.value);
    values.push_back(Member{"story_id", id});
    values.push_back(Member{"is_article", page.kind == story::Kind::article});
    values.push_back(Member{"is_page", page.kind == story::Kind::page});
    values.push_back(Member{"headline", card.headline});
    values.push_back(Member{"standfirst", card.standfirst});
    values.push_back(Member{"section", link_value(page.section)});
    values.push_back(Member{"has_byline", !page.byline.empty()});
    values.push_back(Member{"byline", byline_values(page.byline, words)});
    values.push_back(Member{"published", time_values(card.published_at, words.date_and_time(card.published_at))});
    values.push_back(
        Member{"updated", updated ? Value{update_values(card.updated_at, words.date_and_time(card.updated_at), words)} : Value{false}});
    values.push_back(Member{"revised", update_values(card.updated_at, words.date(card.updated_at), words)});
    values.push_back(Member{"reading_time", words.counted("reading_time", page.reading_minutes)});
    values.push_back(Member{"image", image_value(card.lead_image, page.picture)});
    values.push_back(Member{"body", Markup{page.body.string()}});
    values.push_back(Member{"has_topics", !topics.empty()});
    values.push_back(Member{"topics", std::move(topics)});
    Value::List corrections;
    for (const Correction& correction : page.corrections) {
        corrections.emplace_back(correction_values(correction, words));
    }
    values.push_back(Member{"has_corrections", !corrections.empty()});
    values.push_back(Member{"corrections", std::move(corrections)});
    append(values, comments_values(page, words));
    const bool counted = !page.views_url.empty();
    values.push_back(
        Member{"beacon", counted && page.counted_by_beacon
                             ? Value{Value::Object{Member{"url", page.views_url}, Member{"picture", page.views_url + ".gif?story=" + id}}}
                             : Value{false}});
    values.push_back(
        Member{"shown_again", counted && !page.counted_by_beacon ? Value{Value::Object{Member{"url", page.views_url}}} : Value{false}});
    return values;
}

Value::Object error_values(const ErrorPage& page, const Surroundings& around) {
    struct Face {
        const char* kind;
        const char* status;
        const char* heading;
        const char* explanation;
    };
    const auto face = [&]() -> Face {
        switch (page.kind) {
            case ErrorKind::not_found:
                return {"not-found", "404", "not_found", "not_found_text"};
            case ErrorKind::gone:
                return {"gone", "410", "gone", "gone_text"};
            case ErrorKind::internal:
                return {"internal", "500", "internal", "internal_text"};
            case ErrorKind::preview_over:
                return {"preview-over", "404", "preview_over", "preview_over_text"};
            case ErrorKind::unavailable:
                break;
        }
        return {"unavailable", "503", "unavailable", "unavailable_text"};
    }();
    const std::string& heading = around.words.text(face.heading);
    Head head;
    head.title = on_site(heading, around);
    head.feeds = "/";
    head.feed_title = around.site.title;
    Frame frame = page.frame;
    frame.indexed = false;
    Value::Object values = frame_values(frame, head, around);
    append(values, kind_values(false, false, false));
    append(values, no_neighbours());
    append(values, site_metadata(heading, {}, frame.path, around));
    values.push_back(Member{"beacon", false});
    values.push_back(Member{"shown_again", false});
    values.push_back(Member{"kind", face.kind});
    values.push_back(Member{"status", around.words.number(std::stoi(face.status))});
    values.push_back(Member{"heading", heading});
    values.push_back(Member{"explanation", around.words.text(face.explanation)});
    values.push_back(Member{"reason", page.reason});
    values.push_back(Member{"reference", page.reference});
    return values;
}

Value::Object box_values(BoxKind kind, std::span<const story::Card> cards, story::Window window, const Surroundings& around) {
    const Words& words = around.words;
    const bool most_viewed = kind == BoxKind::most_viewed;
    Value::List entries;
    for (const story::Card& card : cards) {
        Value::Object entry{Member{"url", card.url}, Member{"headline", card.headline}, Member{"teaser", card.teaser}};
        append(entry, language_values(card.language, words));
        entries.emplace_back(std::move(entry));
    }
    const std::string more = most_viewed ? "/most-viewed?window=" + std::string(story::to_string(window)) : "/latest";
    return Value::Object{
        Member{"box", most_viewed ? "most-viewed" : "new-articles"},
        Member{"heading", words.text(most_viewed ? "most_viewed" : "new_articles")},
        Member{"window_label", most_viewed ? window_name(window, words) : std::string{}},
        Member{"is_empty", entries.empty()},
        Member{"entries", std::move(entries)},
        Member{"nothing", words.text(most_viewed ? "no_most_viewed" : "no_new_articles")},
        Member{"more", Value::Object{Member{"url", more}, Member{"name", words.text(most_viewed ? "more_viewed" : "more_latest")}}}};
}

Value::Object breaking_values(const BreakingLine& line, const Surroundings& around) {
    Value::Object values{Member{"text", line.text}, Member{"url", line.url}, Member{"label", around.words.text("breaking")}};
    append(values, language_values(line.language.empty() ? around.site.language : line.language, around.words));
    return values;
}

}  // namespace stoppress::render
