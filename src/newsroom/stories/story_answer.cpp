// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/stories/story_answer.hpp"

#include <array>

#include "store/editing/corrections.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/views/view_reader.hpp"
#include "story/letters.hpp"
#include "story/text.hpp"

namespace stoppress::newsroom {
namespace {

void write_views(JsonWriter& json, const story::Views& views) {
    json.begin_object();
    json.key("day").number(views.day);
    json.key("week").number(views.week);
    json.key("month").number(views.month);
    json.key("all").number(views.all);
    json.end_object();
}

void write_lead_image(JsonWriter& json, const story::LeadImage& image) {
    if (image.source.empty()) {
        json.null();
        return;
    }
    json.begin_object();
    json.key("source").text(image.source);
    json.key("alt").text(image.alt);
    json.key("caption").text(image.caption);
    json.key("credit").text(image.credit);
    json.end_object();
}

/// Its text and note are read apart: lists have many stories.
void write_proposal(JsonWriter& json, const store::StoryWork& work) {
    if (work.proposed_by.empty()) {
        json.null();
        return;
    }
    json.begin_object();
    json.key("by").text(work.proposed_by);
    json.key("submitted_at").time(work.proposed_at);
    json.key("drafted").truth(work.proposal_drafted);
    json.end_object();
}

}  // namespace

void write_notices(JsonWriter& json, std::span<const document::Reduction> notices) {
    json.begin_array();
    for (const document::Reduction& notice : notices) {
        json.begin_object();
        if (notice.line > 0) {
            json.key("line").number(static_cast<std::int64_t>(notice.line));
        }
        json.key("message").text(notice.what);
        json.end_object();
    }
    json.end_array();
}

void write_correction(JsonWriter& json, const store::Correction& correction) {
    json.begin_object();
    json.key("number").number(correction.number);
    json.key("at").time(correction.at);
    json.key("kind").text(store::to_string(correction.kind));
    json.key("text").text(correction.text);
    json.end_object();
}

void write_corrections(JsonWriter& json, std::span<const store::Correction> corrections) {
    json.begin_array();
    for (const auto& correction : corrections) {
        write_correction(json, correction);
    }
    json.end_array();
}

void write_content(JsonWriter& json, const story::Content& content, Body body, std::string_view site_language, std::string_view opening) {
    const auto shown_language = story::shown_language(content, opening.empty() ? content.standfirst : opening, site_language);
    json.key("kind").text(content.kind == story::Kind::page ? "page" : "article");
    json.key("slug").text(content.slug);
    json.key("headline").text(content.headline);
    json.key("standfirst").text(content.standfirst);
    if (body == Body::with) {
        json.key("body").begin_object();
        json.key("format").text("document");
        json.key("content").raw(document::to_json(content.body));
        json.end_object();
        json.key("body_html").text(document::to_html(content.body).string());
    }
    json.key("section").text_or_null(content.section);
    json.key("topics").texts(content.topics);
    json.key("authors").texts(content.authors);
    json.key("language").text(content.language);
    json.key("direction").text(story::to_string(story::direction_of(shown_language)));
    json.key("lead_image");
    write_lead_image(json, content.lead_image);
    json.key("translation_key").text_or_null(content.translation_key);
}

namespace {

void write_snippet(JsonWriter& json, const search::Snippet& snippet) {
    json.begin_array();
    for (const auto& piece : snippet) {
        json.begin_object();
        json.key("text").text(piece.text);
        json.key("marked").truth(piece.marked);
        json.end_object();
    }
    json.end_array();
}

}  // namespace

void write_story(JsonWriter& json, const story::Story& story, const StoryBeside& beside, Body body,
                 std::span<const document::Reduction> notices) {
    json.begin_object();
    json.key("id").number(story.id.value);
    json.key("revision").number(story.revision);
    json.key("url").text(story.url);
    json.key("status").text(story::to_string(story.status));
    write_content(json, story.content, body, beside.site_language, story.teaser);
    if (story.body_unreadable) {
        json.key("body_unreadable").truth(true);
    }
    json.key("teaser").text(story.teaser);
    json.key("published_at").time(story.published_at);
    json.key("updated_at").time(story.updated_at);
    json.key("withdrawn_reason").text_or_null(story.withdrawn_reason);
    json.key("views");
    write_views(json, beside.views);
    if (beside.corrections) {
        json.key("corrections");
        write_corrections(json, *beside.corrections);
    }
    if (beside.work != nullptr) {
        json.key("embargo_until").time(story.embargo_until);
        json.key("created_by").text(beside.work->created_by);
        json.key("assignee").text_or_null(beside.work->assignee);
        json.key("has_draft").truth(beside.work->has_draft);
        json.key("proposal");
        write_proposal(json, *beside.work);
        json.key("notes_open").number(beside.work->notes_open);
    }
    if (beside.snippet != nullptr) {
        json.key("snippet");
        write_snippet(json, *beside.snippet);
    }
    if (!notices.empty()) {
        json.key("notices");
        write_notices(json, notices);
    }
    json.end_object();
}

std::string revision_etag(std::int64_t revision) {
    return '"' + std::to_string(revision) + '"';
}

base::Result<Answer> story_answer(const settings::Settings& settings, base::Time now, store::ReadSnapshot& snapshot,
                                  const story::Story& story, Audience audience, std::span<const document::Reduction> notices) {
    const std::array ids{story.id};
    TRY(const auto views, store::ViewReader(snapshot).views(ids, now));
    TRY(const auto work, store::EditingReader(snapshot).work(ids));
    TRY(const auto corrections, store::EditingReader(snapshot).corrections(story.id));
    StoryBeside beside;
    beside.site_language = settings.site.language;
    beside.views = views.empty() ? story::Views{} : views.front();
    beside.work = audience == Audience::newsroom ? &work.front() : nullptr;
    beside.corrections = std::span(corrections);
    JsonWriter json;
    write_story(json, story, beside, Body::with, notices);
    Answer answer;
    answer.body = json.take();
    answer.etag = revision_etag(story.revision);
    return answer;
}

}  // namespace stoppress::newsroom
