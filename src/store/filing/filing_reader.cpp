// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filing/filing_reader.hpp"

#include <unordered_map>

#include "store/filing/filing_rows.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

namespace {

template <class Entry>
std::optional<Entry> by_slug(Session& session, StatementName statement, std::string_view slug, Entry (*read)(const Query&)) {
    auto query = session.query(statement);
    if (!query.set("slug", slug).one()) {
        return std::nullopt;
    }
    return read(query);
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

bool is_on_pages(Query query, std::int64_t id) {
    return query.set("id", id).one() && query.integer("pages") > 0;
}

std::int64_t counted_entries(Query query) {
    query.one();
    return query.integer("entries");
}

}  // namespace

FilingReader::FilingReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::vector<std::vector<Author>>> FilingReader::bylines(std::span<const base::StoryId> ids) {
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

base::Result<std::vector<Section>> FilingReader::sections() {
    return guarded([&]() -> base::Result<std::vector<Section>> { return all_sections(session_.session()); });
}

base::Result<std::vector<Topic>> FilingReader::topics() {
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

base::Result<std::vector<Author>> FilingReader::authors() {
    return guarded([&]() -> base::Result<std::vector<Author>> { return all(session_.session(), "author.list", author_in); });
}

base::Result<std::vector<Topic>> FilingReader::topics_in_use(std::int64_t offset, std::int64_t limit) {
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

base::Result<std::int64_t> FilingReader::count_topics_in_use() {
    return guarded([&]() -> base::Result<std::int64_t> { return counted_entries(session_.session().query("topic.count_in_use")); });
}

base::Result<std::vector<Author>> FilingReader::authors_in_use(std::int64_t offset, std::int64_t limit) {
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

base::Result<std::int64_t> FilingReader::count_authors_in_use() {
    return guarded([&]() -> base::Result<std::int64_t> { return counted_entries(session_.session().query("author.count_in_use")); });
}

base::Result<bool> FilingReader::is_public(const Section& section) {
    return guarded([&]() -> base::Result<bool> {
        return section.stories > 0 || section.chosen || is_on_pages(session_.session().query("section.on_pages"), section.id.value);
    });
}

base::Result<bool> FilingReader::is_public(const Topic& topic) {
    return guarded([&]() -> base::Result<bool> {
        return topic.stories > 0 || is_on_pages(session_.session().query("topic.on_pages"), topic.id.value);
    });
}

base::Result<bool> FilingReader::is_public(const Author& author) {
    return guarded([&]() -> base::Result<bool> {
        return author.stories > 0 || is_on_pages(session_.session().query("author.on_pages"), author.id.value);
    });
}

base::Result<std::optional<Section>> FilingReader::section(std::string_view slug) {
    return guarded([&]() -> base::Result<std::optional<Section>> {
        auto& session = session_.session();
        if (auto section = by_slug(session, "section.by_slug", slug, section_in)) {
            return section;
        }
        auto alias = session.query("section_alias.get");
        return alias.set("alias", slug).one() ? section_of(session, {alias.integer("section")}) : std::nullopt;
    });
}

base::Result<std::optional<Topic>> FilingReader::topic(std::string_view slug) {
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

base::Result<std::optional<Author>> FilingReader::author(std::string_view slug) {
    return guarded([&]() -> base::Result<std::optional<Author>> {
        auto& session = session_.session();
        if (auto author = by_slug(session, "author.by_slug", slug, author_in)) {
            return author;
        }
        auto alias = session.query("author_alias.get");
        if (!alias.set("alias", slug).one()) {
            return std::optional<Author>{};
        }
        auto query = session.query("author.get");
        query.set("id", alias.integer("author")).one();
        return std::optional(author_in(query));
    });
}

base::Result<std::vector<TopicMerge>> FilingReader::topic_merges(std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<TopicMerge>> {
        std::vector<TopicMerge> merges;
        auto query = session_.session().query("topic_merge.list");
        query.set("limit", limit);
        while (query.next()) {
            merges.push_back({query.integer("id"), base::from_milliseconds(query.integer("at")), query.text("by"), query.text("slug"),
                              query.text("name"), query.text("into_slug"), query.text("into_name"), query.integer("stories")});
        }
        return merges;
    });
}

}  // namespace stoppress::store
