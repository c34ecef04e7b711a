// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/trash/trashed_entries.hpp"

#include <fmt/format.h>

#include "store/filing/entries.hpp"
#include "store/filing/filing_rows.hpp"
#include "store/transaction/tags.hpp"
#include "store/trash/trash_rows.hpp"

namespace stoppress::store {

namespace {

using base::ErrorCode;

base::Error not_there(TrashKind kind, const std::string& slug) {
    return base::fail(ErrorCode::not_found, fmt::format("There is no {} \"{}\".", to_string(kind), slug));
}

base::Error in_use(TrashKind kind, std::int64_t stories) {
    return base::fail(ErrorCode::conflict,
                      fmt::format("{} {} this {}: it can be deleted when no story has it.", stories,
                                  stories == 1 ? "story has" : "stories have", to_string(kind)),
                      base::reason_with("has-stories", "count", stories));
}

/// The statements of one kind.
struct Statements {
    StatementName uses;
    StatementName aliases;
    StatementName remove_aliases;
    StatementName remove;
    StatementName put_alias;
};

const Statements& statements_of(TrashKind kind) {
    static constexpr Statements kSection{"trash.section_uses", "trash.section_aliases", "trash.remove_section_aliases",
                                         "trash.remove_section", "trash.put_section_alias"};
    static constexpr Statements kTopic{"trash.topic_uses", "trash.topic_aliases", "trash.remove_topic_aliases", "trash.remove_topic",
                                       "trash.put_topic_alias"};
    static constexpr Statements kAuthor{"trash.author_uses", "trash.author_aliases", "trash.remove_author_aliases", "trash.remove_author",
                                        "trash.put_author_alias"};
    return kind == TrashKind::section ? kSection : kind == TrashKind::topic ? kTopic : kAuthor;
}

/// Its fields, and how many published articles have it.
struct Found {
    TrashEntry entry;
    std::int64_t stories = 0;
};

std::optional<Found> find_section_entry(WriterSession& writer, const std::string& slug) {
    const auto id = find_section(writer, slug);
    const auto section = id ? section_of(writer.session(), *id) : std::nullopt;
    if (!section) {
        return std::nullopt;
    }
    Found found;
    found.entry.item = id->value;
    found.entry.slug = section->slug;
    found.entry.name = section->name;
    found.entry.description = section->description;
    found.entry.position = section->position;
    found.entry.chosen = section->chosen;
    found.stories = section->stories;
    return found;
}

std::optional<Found> find_topic_entry(WriterSession& writer, const std::string& slug) {
    const auto id = find_topic(writer, slug);
    const auto topic = id ? topic_of(writer.session(), *id) : std::nullopt;
    if (!topic) {
        return std::nullopt;
    }
    Found found;
    found.entry.item = id->value;
    found.entry.slug = topic->slug;
    found.entry.name = topic->name;
    found.entry.description = topic->description;
    found.stories = topic->stories;
    return found;
}

std::optional<Found> find_author_entry(WriterSession& writer, const std::string& slug) {
    const auto id = find_author(writer, slug);
    const auto author = id ? author_of(writer.session(), *id) : std::nullopt;
    if (!author) {
        return std::nullopt;
    }
    Found found;
    found.entry.item = id->value;
    found.entry.slug = author->slug;
    found.entry.name = author->name;
    found.entry.description = author->biography;
    found.entry.email = author->email;
    found.entry.url = author->url;
    found.entry.organisation = author->organisation;
    found.stories = author->stories;
    return found;
}

std::optional<Found> find_entry(WriterSession& writer, TrashKind kind, const std::string& slug) {
    auto found = kind == TrashKind::section ? find_section_entry(writer, slug)
                 : kind == TrashKind::topic ? find_topic_entry(writer, slug)
                                            : find_author_entry(writer, slug);
    return found && found->entry.slug == slug ? std::move(found) : std::nullopt;
}

bool is_taken(WriterSession& writer, TrashKind kind, const std::string& slug) {
    return kind == TrashKind::section ? find_section(writer, slug).has_value()
           : kind == TrashKind::topic ? find_topic(writer, slug).has_value()
                                      : find_author(writer, slug).has_value();
}

void forget_known(WriterSession& writer) {
    writer.known() = {};
}

void append_change_of(WriterSession& writer, TrashKind kind, std::int64_t id) {
    switch (kind) {
        case TrashKind::section:
            writer.append_change("section", {}, {section_tag({id}), section_name_tag({id}), menu_tag()});
            return;
        case TrashKind::topic:
            writer.append_change("topic", {}, {topic_tag({id}), topic_name_tag({id})});
            return;
        case TrashKind::author:
            writer.append_change("author", {}, {author_tag({id}), author_name_tag({id})});
            return;
        case TrashKind::story:
        case TrashKind::medium:
            return;
    }
}

void put_back(Session& session, const TrashEntry& entry) {
    auto query = entry.kind == TrashKind::section ? session.query("trash.put_section")
                 : entry.kind == TrashKind::topic ? session.query("trash.put_topic")
                                                  : session.query("trash.put_author");
    query.set("id", entry.item).set("slug", entry.slug).set("name", entry.name).set("description", entry.description);
    if (entry.kind == TrashKind::section) {
        query.set("position", entry.position).set("chosen", std::int64_t{entry.chosen});
    } else if (entry.kind == TrashKind::author) {
        query.set("email", entry.email).set("url", entry.url).set("organisation", entry.organisation);
    }
    query.run();
}

}  // namespace

base::Result<TrashEntry> put_entry_into_trash(WriterSession& writer, TrashKind kind, const std::string& slug, const std::string& by) {
    auto& session = writer.session();
    // The numbers of published articles are read.
    writer.settle_counts();
    auto found = find_entry(writer, kind, slug);
    if (!found) {
        return not_there(kind, slug);
    }
    auto& entry = found->entry;
    const auto& statements = statements_of(kind);
    auto stories = found->stories;
    if (stories == 0) {
        auto uses = session.query(statements.uses);
        uses.set("id", entry.item).set("slug", slug).one();
        stories = uses.integer("stories");
    }
    if (stories > 0) {
        return in_use(kind, stories);
    }
    auto aliases = session.query(statements.aliases);
    aliases.set("id", entry.item);
    while (aliases.next()) {
        entry.aliases.push_back(aliases.text("alias"));
    }
    append_change_of(writer, kind, entry.item);
    entry.number = writer.last_change();
    entry.kind = kind;
    entry.at = writer.now();
    entry.by = by;
    insert_trash(session, entry);
    session.query(statements.remove_aliases).set("id", entry.item).run();
    session.query(statements.remove).set("id", entry.item).run();
    session.query("last_number.use").set("kind", to_string(kind)).set("number", entry.item).run();
    forget_known(writer);
    return entry;
}

base::Result<Restored> take_entry_from_trash(WriterSession& writer, const TrashEntry& entry) {
    auto& session = writer.session();
    if (is_taken(writer, entry.kind, entry.slug)) {
        return base::fail(
            ErrorCode::conflict,
            fmt::format("Another {} has the slug \"{}\" by now: give it a different one first.", to_string(entry.kind), entry.slug),
            base::reason_with("name-taken", "slug", entry.slug));
    }
    put_back(session, entry);
    forget_known(writer);
    for (const auto& alias : entry.aliases) {
        if (!is_taken(writer, entry.kind, alias)) {
            session.query(statements_of(entry.kind).put_alias).set("alias", alias).set("id", entry.item).run();
        }
    }
    delete_trash(session, entry.number);
    append_change_of(writer, entry.kind, entry.item);
    return Restored{entry.kind, entry.item, entry.slug, {}};
}

}  // namespace stoppress::store
