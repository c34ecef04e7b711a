// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filing/entries.hpp"

#include "store/slug_list.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::store {

namespace {

template <class Id>
std::optional<Id> find(WriterSession& writer, WriterSession::KnownIds& known, StatementName by_slug, const std::string& slug) {
    if (const auto found = known.find(slug); found != known.end()) {
        return Id{found->second};
    }
    auto query = writer.session().query(by_slug);
    if (!query.set("slug", slug).one()) {
        return std::nullopt;
    }
    const Id id{query.integer("id")};
    known.emplace(slug, id.value);
    return id;
}

}  // namespace

std::optional<base::SectionId> find_section(WriterSession& writer, const std::string& slug) {
    if (auto id = find<base::SectionId>(writer, writer.known().sections, "section.by_slug", slug)) {
        return id;
    }
    auto query = writer.session().query("section_alias.get");
    if (!query.set("alias", slug).one()) {
        return std::nullopt;
    }
    return base::SectionId{query.integer("section")};
}

std::optional<base::TopicId> find_topic(WriterSession& writer, const std::string& slug) {
    if (auto id = find<base::TopicId>(writer, writer.known().topics, "topic.by_slug", slug)) {
        return id;
    }
    auto query = writer.session().query("topic_alias.get");
    if (!query.set("alias", slug).one()) {
        return std::nullopt;
    }
    return base::TopicId{query.integer("topic")};
}

std::optional<base::AuthorId> find_author(WriterSession& writer, const std::string& slug) {
    if (auto id = find<base::AuthorId>(writer, writer.known().authors, "author.by_slug", slug)) {
        return id;
    }
    auto query = writer.session().query("author_alias.get");
    if (!query.set("alias", slug).one()) {
        return std::nullopt;
    }
    return base::AuthorId{query.integer("author")};
}

base::SectionId ensure_section(WriterSession& writer, const std::string& slug) {
    if (const auto id = find_section(writer, slug)) {
        return *id;
    }
    auto query = writer.session().query("section.insert");
    query.set("slug", slug).set("name", name_from_slug(slug)).set("description", "").one();
    const base::SectionId id{query.integer("id")};
    writer.append_change("section", {}, {section_name_tag(id), menu_tag()});
    return id;
}

base::TopicId ensure_topic(WriterSession& writer, const std::string& slug) {
    if (const auto id = find_topic(writer, slug)) {
        return *id;
    }
    auto query = writer.session().query("topic.insert");
    query.set("slug", slug).set("name", name_from_slug(slug)).set("description", "").one();
    return {query.integer("id")};
}

base::AuthorId ensure_author(WriterSession& writer, const std::string& slug) {
    if (const auto id = find_author(writer, slug)) {
        return *id;
    }
    auto query = writer.session().query("author.insert");
    query.set("slug", slug).set("name", person_from_slug(slug)).set("biography", "").set("email", "").set("url", "");
    query.set("organisation", "").one();
    return {query.integer("id")};
}

}  // namespace stoppress::store
