// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filing/filing_rows.hpp"

#include "store/sql/id_list.hpp"

namespace stoppress::store {

namespace {

template <class Entry>
std::unordered_map<base::StoryId, std::vector<Entry>> by_story(Query query, Entry (*read)(const Query&)) {
    std::unordered_map<base::StoryId, std::vector<Entry>> found;
    while (query.next()) {
        found[base::StoryId{query.integer("story")}].push_back(read(query));
    }
    return found;
}

}  // namespace

Section section_in(const Query& row) {
    return {{row.integer("id")},    row.text("slug"),        row.text("name"),          row.text("description"),
            row.integer("stories"), row.integer("position"), row.integer("chosen") != 0};
}

Topic topic_in(const Query& row) {
    return {{row.integer("id")}, row.text("slug"), row.text("name"), row.text("description"), {}, row.integer("stories")};
}

Author author_in(const Query& row) {
    return {{row.integer("id")}, row.text("slug"), row.text("name"),         row.text("biography"),
            row.text("email"),   row.text("url"),  row.text("organisation"), row.integer("stories")};
}

std::optional<Section> section_of(Session& session, base::SectionId id) {
    auto query = session.query("section.get");
    if (!id || !query.set("id", id.value).one()) {
        return std::nullopt;
    }
    return section_in(query);
}

std::optional<Topic> topic_of(Session& session, base::TopicId id) {
    auto query = session.query("topic.get");
    return id && query.set("id", id.value).one() ? std::optional(topic_in(query)) : std::nullopt;
}

std::optional<Author> author_of(Session& session, base::AuthorId id) {
    auto query = session.query("author.get");
    return id && query.set("id", id.value).one() ? std::optional(author_in(query)) : std::nullopt;
}

std::vector<Section> all_sections(Session& session) {
    std::vector<Section> sections;
    auto query = session.query("section.list");
    while (query.next()) {
        sections.push_back(section_in(query));
    }
    return sections;
}

std::vector<Topic> topics_of(Session& session, base::StoryId id) {
    std::vector<Topic> topics;
    auto query = session.query("story_topic.list");
    query.set("story", id.value);
    while (query.next()) {
        topics.push_back(topic_in(query));
    }
    return topics;
}

std::vector<Author> authors_of(Session& session, base::StoryId id) {
    std::vector<Author> authors;
    auto query = session.query("story_author.list");
    query.set("story", id.value);
    while (query.next()) {
        authors.push_back(author_in(query));
    }
    return authors;
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
