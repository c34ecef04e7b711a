// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what readers may see: addresses, stories, sections, topics, authors, the change log.
#include "store/read_snapshot.hpp"

#include <unordered_map>

#include <spdlog/spdlog.h>

#include "document/convert.hpp"
#include "store/reading/story_rows.hpp"
#include "store/slug_list.hpp"
#include "store/sql/reader_session.hpp"

namespace stoppress::store {

namespace {

/// The readers' entry at exactly this path; nothing if there is none (yet, or any more).
std::optional<AddressEntry> address_entry(Session& session, std::string_view path) {
    auto query = session.query("address.get");
    if (!query.set("path", path).one()) {
        return std::nullopt;
    }
    AddressEntry entry;
    entry.story = {query.integer("story")};
    if (query.text("kind") == "redirect") {
        entry.kind = AddressEntry::Kind::redirect;
        entry.target = query.text("target");
        return entry;
    }
    const auto status = story::parse_status(query.text("status"));
    if (status == story::Status::withdrawn) {
        entry.kind = AddressEntry::Kind::withdrawn;
        return entry;
    }
    if (status != story::Status::published) {
        return std::nullopt;
    }
    if (query.text("kind") == "former") {
        entry.kind = AddressEntry::Kind::redirect;
        entry.target = query.text("current");
    }
    return entry;
}

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

std::optional<Section> section_of(Session& session, base::SectionId id) {
    auto query = session.query("section.get");
    if (!id || !query.set("id", id.value).one()) {
        return std::nullopt;
    }
    return section_in(query);
}

template <class Entry>
std::vector<Entry> all(Session& session, StatementName list, Entry (*read)(const Query&)) {
    std::vector<Entry> entries;
    auto query = session.query(list);
    while (query.next()) {
        entries.push_back(read(query));
    }
    return entries;
}

template <class Entry>
std::optional<Entry> by_slug(Session& session, StatementName statement, std::string_view slug, Entry (*read)(const Query&)) {
    auto query = session.query(statement);
    if (!query.set("slug", slug).one()) {
        return std::nullopt;
    }
    return read(query);
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

ReadSnapshot::ReadSnapshot(ReaderSession& session) : session_(session) {}

std::uint64_t ReadSnapshot::statements_run() const {
    return session_.session().statements_run();
}

base::Result<base::ChangeNumber> ReadSnapshot::change_number() {
    return guarded([&]() -> base::Result<base::ChangeNumber> {
        auto query = session_.session().query("change.last");
        query.one();
        return query.integer("number");
    });
}

base::Result<std::vector<Change>> ReadSnapshot::changes_after(base::ChangeNumber number, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<Change>> {
        std::vector<Change> changes;
        auto query = session_.session().query("change.after");
        query.set("number", number).set("limit", limit);
        while (query.next()) {
            changes.push_back({query.integer("number"),
                               base::from_milliseconds(query.integer("at")),
                               query.text("kind"),
                               {query.integer("story")},
                               split_words(query.text("tags"))});
        }
        return changes;
    });
}

base::Result<std::optional<AddressEntry>> ReadSnapshot::find_address(std::string_view path) {
    return guarded([&]() -> base::Result<std::optional<AddressEntry>> {
        if (auto entry = address_entry(session_.session(), path)) {
            return entry;
        }
        if (path.size() < 2 || path.contains('?')) {
            return std::optional<AddressEntry>{};
        }
        // The same address with or without a trailing slash redirects to the right one.
        const auto toggled = path.ends_with('/') ? std::string(path.substr(0, path.size() - 1)) : std::string(path) + '/';
        auto entry = address_entry(session_.session(), toggled);
        if (entry && entry->kind == AddressEntry::Kind::story) {
            entry->kind = AddressEntry::Kind::redirect;
            entry->target = toggled;
        }
        return entry;
    });
}

base::Result<std::optional<PublishedStory>> ReadSnapshot::published_story(base::StoryId id) {
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

base::Result<std::vector<PublishedStory>> ReadSnapshot::published_stories(std::span<const base::StoryId> ids) {
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
        for (auto& section : all(session, "section.list", section_in)) {
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

base::Result<std::vector<std::vector<Author>>> ReadSnapshot::bylines(std::span<const base::StoryId> ids) {
    return guarded([&]() -> base::Result<std::vector<std::vector<Author>>> {
        std::vector<std::vector<Author>> bylines;
        bylines.reserve(ids.size());
        const auto found = authors_of_all(session_.session(), ids);
        for (const auto id : ids) {
            const auto byline = found.find(id);
            bylines.push_back(byline == found.end() ? std::vector<Author>{} : byline->second);
        }
        return bylines;
    });
}

base::Result<std::vector<Section>> ReadSnapshot::sections() {
    return guarded([&]() -> base::Result<std::vector<Section>> { return all(session_.session(), "section.list", section_in); });
}

base::Result<std::vector<Topic>> ReadSnapshot::topics() {
    return guarded([&]() -> base::Result<std::vector<Topic>> {
        auto topics = all(session_.session(), "topic.list", topic_in);
        std::unordered_map<std::int64_t, std::vector<std::string>> aliases;
        auto query = session_.session().query("topic_alias.list");
        while (query.next()) {
            aliases[query.integer("topic")].push_back(query.text("alias"));
        }
        for (auto& topic : topics) {
            if (const auto found = aliases.find(topic.id.value); found != aliases.end()) {
                topic.aliases = std::move(found->second);
            }
        }
        return topics;
    });
}

base::Result<std::vector<Author>> ReadSnapshot::authors() {
    return guarded([&]() -> base::Result<std::vector<Author>> { return all(session_.session(), "author.list", author_in); });
}

namespace {

bool is_on_pages(Query query, std::int64_t id) {
    return query.set("id", id).one() && query.integer("pages") > 0;
}

std::int64_t counted_entries(Query query) {
    query.one();
    return query.integer("entries");
}

}  // namespace

base::Result<std::vector<Topic>> ReadSnapshot::topics_in_use(std::int64_t offset, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<Topic>> {
        std::vector<Topic> topics;
        auto query = session_.session().query("topic.in_use");
        query.set("limit", limit).set("offset", offset);
        while (query.next()) {
            topics.push_back(topic_in(query));
        }
        return topics;
    });
}

base::Result<std::int64_t> ReadSnapshot::count_topics_in_use() {
    return guarded([&]() -> base::Result<std::int64_t> { return counted_entries(session_.session().query("topic.count_in_use")); });
}

base::Result<std::vector<Author>> ReadSnapshot::authors_in_use(std::int64_t offset, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<Author>> {
        std::vector<Author> authors;
        auto query = session_.session().query("author.in_use");
        query.set("limit", limit).set("offset", offset);
        while (query.next()) {
            authors.push_back(author_in(query));
        }
        return authors;
    });
}

base::Result<std::int64_t> ReadSnapshot::count_authors_in_use() {
    return guarded([&]() -> base::Result<std::int64_t> { return counted_entries(session_.session().query("author.count_in_use")); });
}

base::Result<bool> ReadSnapshot::is_public(const Section& section) {
    return guarded([&]() -> base::Result<bool> {
        return section.stories > 0 || section.chosen || is_on_pages(session_.session().query("section.on_pages"), section.id.value);
    });
}

base::Result<bool> ReadSnapshot::is_public(const Topic& topic) {
    return guarded([&]() -> base::Result<bool> {
        return topic.stories > 0 || is_on_pages(session_.session().query("topic.on_pages"), topic.id.value);
    });
}

base::Result<bool> ReadSnapshot::is_public(const Author& author) {
    return guarded([&]() -> base::Result<bool> {
        return author.stories > 0 || is_on_pages(session_.session().query("author.on_pages"), author.id.value);
    });
}

base::Result<std::optional<Section>> ReadSnapshot::section(std::string_view slug) {
    return guarded([&]() -> base::Result<std::optional<Section>> {
        auto& session = session_.session();
        if (auto section = by_slug(session, "section.by_slug", slug, section_in)) {
            return section;
        }
        auto alias = session.query("section_alias.get");
        return alias.set("alias", slug).one() ? section_of(session, {alias.integer("section")}) : std::nullopt;
    });
}

base::Result<std::optional<Topic>> ReadSnapshot::topic(std::string_view slug) {
    return guarded([&]() -> base::Result<std::optional<Topic>> {
        auto& session = session_.session();
        auto topic = by_slug(session, "topic.by_slug", slug, topic_in);
        if (!topic) {
            auto alias = session.query("topic_alias.get");
            if (!alias.set("alias", slug).one()) {
                return std::optional<Topic>{};
            }
            auto query = session.query("topic.get");
            query.set("id", alias.integer("topic")).one();
            topic = topic_in(query);
        }
        auto aliases = session.query("topic_alias.of_topic");
        aliases.set("topic", topic->id.value);
        while (aliases.next()) {
            topic->aliases.push_back(aliases.text("alias"));
        }
        return topic;
    });
}

base::Result<std::optional<Author>> ReadSnapshot::author(std::string_view slug) {
    return guarded([&]() -> base::Result<std::optional<Author>> { return by_slug(session_.session(), "author.by_slug", slug, author_in); });
}

}  // namespace stoppress::store
