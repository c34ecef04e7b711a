// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/stories/story_row.hpp"

#include <fmt/format.h>

#include "document/convert.hpp"
#include "store/filing/filing_rows.hpp"
#include "store/slug_list.hpp"
#include "story/feed_id.hpp"
#include "story/letters.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

std::optional<base::Time> time_in(const Query& row, std::string_view column) {
    const auto value = row.optional_integer(column);
    return value ? std::optional(base::from_milliseconds(*value)) : std::nullopt;
}

story::LeadImage lead_image_in(const Query& row) {
    return {row.text("lead_source"), row.text("lead_alt"), row.text("lead_caption"), row.text("lead_credit")};
}

story::Status status_in(const Query& row) {
    return story::parse_status(row.text("status")).value_or(story::Status::draft);
}

base::Error unreadable(base::StoryId id, std::int64_t revision) {
    return base::fail(base::ErrorCode::corrupt,
                      fmt::format("The body of story {}, revision {}, cannot be read; run `stoppress check`.", id.value, revision));
}

}  // namespace

std::string_view to_string(story::Kind kind) {
    return kind == story::Kind::page ? "page" : "article";
}

story::Kind parse_kind(std::string_view text) {
    return text == "page" ? story::Kind::page : story::Kind::article;
}

StoryRow story_row_in(const Query& query) {
    StoryRow row;
    row.id = {query.integer("id")};
    row.kind = parse_kind(query.text("kind"));
    row.status = status_in(query);
    row.revision = query.integer("revision");
    row.slug = query.text("slug");
    row.address = query.text("address");
    row.headline = query.text("headline");
    row.standfirst = query.text("standfirst");
    row.opening = query.text("opening");
    row.section_id = {query.integer("section_id")};
    row.section = query.text("section");
    row.language = query.text("language");
    row.language_named = query.integer("language_named") != 0;
    row.lead_image = lead_image_in(query);
    row.translation_key = query.text("translation_key");
    row.published_at = time_in(query, "published_at");
    row.updated_at = base::from_milliseconds(query.integer("updated_at"));
    row.created_by = query.text("created_by");
    row.withdrawn_reason = query.text("withdrawn_reason");
    row.source_hash = query.text("source_hash");
    row.feed_id = query.text("feed_id");
    row.embargo_until = time_in(query, "embargo_until");
    return row;
}

std::optional<StoryRow> find_story_row(Session& session, base::StoryId id) {
    auto query = session.query("story.get");
    if (!query.set("id", id.value).one()) {
        return std::nullopt;
    }
    return story_row_in(query);
}

base::Result<StoryRow> story_row(Session& session, base::StoryId id) {
    auto row = find_story_row(session, id);
    if (!row) {
        return base::fail(base::ErrorCode::not_found, fmt::format("There is no story {}.", id.value));
    }
    return std::move(*row);
}

std::string url_of(const StoryRow& row, const settings::Settings& settings) {
    if (!row.address.empty()) {
        return row.address;
    }
    return story::default_address(row.published_at.value_or(row.updated_at), row.slug, settings.site.timezone);
}

std::string teaser_of(const StoryRow& row, const settings::Settings& settings) {
    return story::teaser(row.standfirst.empty() ? row.opening : row.standfirst, row.language,
                         static_cast<std::size_t>(settings.teaser.length));
}

story::Card card_of(const StoryRow& row, const settings::Settings& settings) {
    story::Card card;
    card.id = row.id;
    card.revision = row.revision;
    card.url = url_of(row, settings);
    card.headline = row.headline;
    card.standfirst = row.standfirst;
    card.teaser = teaser_of(row, settings);
    card.section = row.section;
    const bool named = row.language_named || !row.translation_key.empty();
    card.language = named ? row.language : story::language_by_letters(row.headline, card.teaser, row.language, settings.site.language);
    card.lead_image = row.lead_image;
    card.published_at = row.published_at.value_or(row.updated_at);
    // Readers are not told about changes from before its publication.
    card.updated_at = std::max(row.updated_at, card.published_at);
    // A node of an older version publishes without one.
    card.feed_id = row.feed_id.empty() ? story::feed_id(settings.site.url, card.published_at, row.id) : row.feed_id;
    return card;
}

base::Result<document::Document> load_body(Session& session, base::StoryId id, std::int64_t revision) {
    auto query = session.query("revision.body");
    if (!query.set("story", id.value).set("number", revision).one()) {
        return unreadable(id, revision);
    }
    auto body = document::from_json(query.text("body"));
    if (!body.has_value()) {
        return unreadable(id, revision);
    }
    return body;
}

base::Result<story::Content> content_in(const Query& query) {
    story::Content content;
    content.kind = parse_kind(query.text("kind"));
    content.headline = query.text("headline");
    content.standfirst = query.text("standfirst");
    auto body = document::from_json(query.text("body"));
    if (!body.has_value()) {
        return body.error();
    }
    content.body = std::move(*body);
    content.slug = query.text("slug");
    content.section = query.text("section");
    content.topics = split_words(query.text("topics"));
    content.authors = split_words(query.text("authors"));
    content.language = query.text("language");
    content.lead_image = lead_image_in(query);
    content.translation_key = query.text("translation_key");
    return content;
}

base::Result<std::optional<story::Content>> load_revision(Session& session, base::StoryId id, std::int64_t revision) {
    auto query = session.query("revision.get");
    if (!query.set("story", id.value).set("number", revision).one()) {
        return std::optional<story::Content>{};
    }
    auto content = content_in(query);
    if (!content.has_value()) {
        return unreadable(id, revision);
    }
    return std::optional(std::move(*content));
}

story::Story story_without_filing(const StoryRow& row, const settings::Settings& settings) {
    story::Story story;
    story.id = row.id;
    story.revision = row.revision;
    story.status = row.status;
    story.url = url_of(row, settings);
    story.content.kind = row.kind;
    story.content.headline = row.headline;
    story.content.standfirst = row.standfirst;
    story.content.slug = row.slug;
    story.content.section = row.section;
    story.content.language = row.language;
    story.content.language_named = row.language_named;
    story.content.lead_image = row.lead_image;
    story.content.translation_key = row.translation_key;
    story.teaser = teaser_of(row, settings);
    story.published_at = row.published_at;
    story.updated_at = row.updated_at;
    story.withdrawn_reason = row.withdrawn_reason;
    story.embargo_until = row.embargo_until;
    return story;
}

base::Result<story::Story> story_of(Session& session, const StoryRow& row, const settings::Settings& settings, Body body) {
    auto story = story_without_filing(row, settings);
    for (auto& topic : topics_of(session, row.id)) {
        story.content.topics.push_back(std::move(topic.slug));
    }
    for (auto& author : authors_of(session, row.id)) {
        story.content.authors.push_back(std::move(author.slug));
    }
    if (body == Body::with) {
        auto loaded = load_body(session, row.id, row.revision);
        if (loaded.has_value()) {
            story.content.body = std::move(*loaded);
        } else if (loaded.error().code == base::ErrorCode::corrupt) {
            story.body_unreadable = true;
        } else {
            return loaded.error();
        }
    }
    return story;
}

}  // namespace stoppress::store
