// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/stories/story_rows.hpp"

#include "store/filing/filing_rows.hpp"
#include "store/slug_list.hpp"
#include "store/sql/id_list.hpp"

namespace stoppress::store {

std::vector<FiledRow> filed_rows(Session& session, std::span<const base::StoryId> ids) {
    std::vector<FiledRow> rows;
    rows.reserve(ids.size());
    if (ids.empty()) {
        return rows;
    }
    auto query = session.query("stories.whole");
    query.set("ids", list_of_ids(session.dialect(), ids));
    while (query.next()) {
        rows.push_back({story_row_in(query), split_words(query.text("topics")), split_words(query.text("authors"))});
    }
    return rows;
}

std::vector<StoryRow> listed_rows(Session& session, std::span<const base::StoryId> ids) {
    std::vector<StoryRow> rows;
    rows.reserve(ids.size());
    if (ids.empty()) {
        return rows;
    }
    auto query = session.query("stories.cards");
    query.set("ids", list_of_ids(session.dialect(), ids));
    while (query.next()) {
        rows.push_back(story_row_in(query));
    }
    return rows;
}

story::Story story_of(FiledRow filed, const settings::Settings& settings) {
    auto story = story_without_filing(filed.row, settings);
    story.content.topics = std::move(filed.topics);
    story.content.authors = std::move(filed.authors);
    return story;
}

base::StoryId story_from(Session& session, const std::string& source) {
    auto query = session.query("story.by_source");
    return query.set("source", source).one() ? base::StoryId{query.integer("id")} : base::StoryId{};
}

std::vector<base::StoryId> translation_ids(Session& session, const std::string& translation_key, base::StoryId except) {
    std::vector<base::StoryId> translations;
    auto query = session.query("story.translations");
    query.set("translation_key", translation_key).set("except", except.value);
    while (query.next()) {
        translations.push_back({query.integer("id")});
    }
    return translations;
}

}  // namespace stoppress::store
