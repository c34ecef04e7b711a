// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/stories/story_reader.hpp"

#include <unordered_map>

#include <spdlog/spdlog.h>

#include "document/convert.hpp"
#include "store/editing/editing_rows.hpp"
#include "store/filing/filing_rows.hpp"
#include "store/filing/records.hpp"
#include "store/sql/id_list.hpp"
#include "store/stories/story_rows.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

namespace {

std::vector<Translation> translations_of(Session& session, const StoryRow& row) {
    std::vector<Translation> translations;
    if (row.translation_key.empty()) {
        return translations;
    }
    auto query = session.query("story.translations");
    query.set("translation_key", row.translation_key).set("except", row.id.value);
    while (query.next()) {
        translations.push_back({query.text("language"), query.text("address"), query.text("headline")});
    }
    return translations;
}

std::unordered_map<base::StoryId, document::Document> bodies_of_all(Session& session, std::span<const base::StoryId> ids) {
    std::unordered_map<base::StoryId, document::Document> bodies;
    auto query = session.query("stories.bodies");
    query.set("ids", list_of_ids(session.dialect(), ids));
    while (query.next()) {
        if (auto body = document::from_json(query.text("body")); body.has_value()) {
            bodies.emplace(base::StoryId{query.integer("story")}, std::move(*body));
        } else {
            spdlog::warn("the body of story {}, revision {}, cannot be read; run `stoppress check`", query.integer("story"),
                         query.integer("revision"));
        }
    }
    return bodies;
}

}  // namespace

StoryReader::StoryReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::optional<story::Story>> StoryReader::story(base::StoryId id) {
    return guarded([&]() -> base::Result<std::optional<story::Story>> {
        const auto row = find_story_row(session_.session(), id);
        if (!row) {
            return std::optional<story::Story>{};
        }
        TRY(auto story, story_of(session_.session(), *row, session_.settings(), Body::with));
        return std::optional(std::move(story));
    });
}

base::Result<std::vector<RevisionInfo>> StoryReader::revisions(base::StoryId id) {
    return guarded([&]() -> base::Result<std::vector<RevisionInfo>> {
        std::vector<RevisionInfo> revisions;
        auto query = session_.session().query("revision.list");
        query.set("story", id.value);
        while (query.next()) {
            revisions.push_back({query.integer("number"), base::from_milliseconds(query.integer("saved_at")), query.text("saved_by"),
                                 query.text("headline")});
        }
        return revisions;
    });
}

base::Result<std::optional<story::Content>> StoryReader::revision(base::StoryId id, std::int64_t number) {
    return guarded([&] { return load_revision(session_.session(), id, number); });
}

base::Result<std::string> StoryReader::created_by(base::StoryId id) {
    return guarded([&]() -> base::Result<std::string> {
        const auto row = find_story_row(session_.session(), id);
        if (!row) {
            return base::fail(base::ErrorCode::not_found, "Story not found.");
        }
        return row->created_by;
    });
}

base::Result<std::vector<base::StoryId>> StoryReader::due(base::Time now) {
    return guarded([&]() -> base::Result<std::vector<base::StoryId>> {
        std::vector<base::StoryId> due;
        auto query = session_.session().query("story.due");
        query.set("now", base::to_milliseconds(now));
        while (query.next()) {
            due.push_back({query.integer("id")});
        }
        return due;
    });
}

base::Result<bool> StoryReader::any() {
    return guarded([&]() -> base::Result<bool> {
        auto query = session_.session().query("story.any");
        query.one();
        return query.integer("stories") > 0;
    });
}

base::Result<std::optional<base::Time>> StoryReader::next_due() {
    return guarded([&]() -> base::Result<std::optional<base::Time>> {
        auto query = session_.session().query("story.next_due");
        query.one();
        const auto due = query.optional_integer("published_at");
        return due ? std::optional(base::from_milliseconds(*due)) : std::nullopt;
    });
}

base::Result<std::optional<PublishedStory>> StoryReader::published_story(base::StoryId id) {
    return guarded([&]() -> base::Result<std::optional<PublishedStory>> {
        auto& session = session_.session();
        const auto row = find_story_row(session, id);
        if (!row || row->status != story::Status::published) {
            return std::optional<PublishedStory>{};
        }
        PublishedStory published;
        published.card = card_of(*row, session_.settings());
        published.kind = row->kind;
        TRY(published.body, load_body(session, id, row->revision));
        published.section = section_of(session, row->section_id);
        published.topics = topics_of(session, id);
        published.byline = authors_of(session, id);
        published.translations = translations_of(session, *row);
        published.corrections = corrections_of(session, id);
        return std::optional(std::move(published));
    });
}

base::Result<std::vector<PublishedStory>> StoryReader::published_stories(std::span<const base::StoryId> ids) {
    return guarded([&]() -> base::Result<std::vector<PublishedStory>> {
        auto& session = session_.session();
        std::vector<PublishedStory> stories;
        if (ids.empty()) {
            return stories;
        }
        auto bylines = authors_of_all(session, ids);
        auto topics = topics_of_all(session, ids);
        auto bodies = bodies_of_all(session, ids);
        std::unordered_map<std::int64_t, Section> sections;
        for (auto& section : all_sections(session)) {
            sections.emplace(section.id.value, std::move(section));
        }
        for (const auto& [row, topic_slugs, author_slugs] : filed_rows(session, ids)) {
            if (row.status != story::Status::published) {
                continue;
            }
            auto& story = stories.emplace_back();
            story.card = card_of(row, session_.settings());
            story.kind = row.kind;
            story.body = std::move(bodies[row.id]);
            story.topics = std::move(topics[row.id]);
            story.byline = std::move(bylines[row.id]);
            if (const auto section = sections.find(row.section_id.value); section != sections.end()) {
                story.section = section->second;
            }
        }
        return stories;
    });
}

}  // namespace stoppress::store
