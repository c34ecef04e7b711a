// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reading/story_rows.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "store/slug_list.hpp"

namespace stoppress::store {

namespace {

std::string bracketed(Dialect dialect, std::string_view values) {
    return dialect == Dialect::sqlite ? fmt::format("[{}]", values) : fmt::format("{{{}}}", values);
}

bool is_plain(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

template <class Entry>
std::unordered_map<base::StoryId, std::vector<Entry>> by_story(Query query, Entry (*read)(const Query&)) {
    std::unordered_map<base::StoryId, std::vector<Entry>> found;
    while (query.next()) {
        found[base::StoryId{query.integer("story")}].push_back(read(query));
    }
    return found;
}

}  // namespace

std::string list_of(Dialect dialect, std::span<const std::int64_t> values) {
    return bracketed(dialect, fmt::format("{}", fmt::join(values, ",")));
}

std::string list_of_hashes(Dialect dialect, std::span<const std::string_view> hashes) {
    std::string values;
    for (const auto hash : hashes) {
        if (is_plain(hash)) {
            values += fmt::format("{}\"{}\"", values.empty() ? "" : ",", hash);
        }
    }
    return bracketed(dialect, values);
}

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

std::unordered_map<base::StoryId, std::vector<Author>> authors_of_all(Session& session, std::span<const base::StoryId> ids) {
    auto query = session.query("stories.authors");
    query.set("ids", list_of_ids(session.dialect(), ids));
    return by_story(query, author_in);
}

std::unordered_map<base::StoryId, std::vector<Topic>> topics_of_all(Session& session, std::span<const base::StoryId> ids) {
    auto query = session.query("stories.topics");
    query.set("ids", list_of_ids(session.dialect(), ids));
    return by_story(query, topic_in);
}

}  // namespace stoppress::store
