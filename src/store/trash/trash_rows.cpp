// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/trash/trash_rows.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "store/slug_list.hpp"

namespace stoppress::store {

namespace {

constexpr std::array<std::string_view, 5> kKinds{"story", "medium", "section", "topic", "author"};

}  // namespace

std::string_view to_string(TrashKind kind) {
    return kKinds.at(static_cast<std::size_t>(kind));
}

std::optional<TrashKind> parse_trash_kind(std::string_view text) {
    const auto* const found = std::ranges::find(kKinds, text);
    return found == kKinds.end() ? std::nullopt : std::optional(static_cast<TrashKind>(found - kKinds.begin()));
}

TrashEntry trash_entry_in(const Query& row) {
    TrashEntry entry;
    entry.number = row.integer("number");
    entry.kind = parse_trash_kind(row.text("kind")).value_or(TrashKind::story);
    entry.item = row.integer("item");
    entry.at = base::from_milliseconds(row.integer("at"));
    entry.by = row.text("trashed_by");
    entry.owner = row.text("owner");
    entry.name = row.text("name");
    entry.slug = row.text("slug");
    entry.aliases = split_words(row.text("aliases"));
    entry.description = row.text("description");
    entry.email = row.text("email");
    entry.url = row.text("url");
    entry.organisation = row.text("organisation");
    entry.position = row.integer("position");
    entry.chosen = row.integer("chosen") != 0;
    return entry;
}

std::optional<TrashEntry> find_trash(Session& session, std::int64_t number) {
    auto query = session.query("trash.get");
    return query.set("number", number).one() ? std::optional(trash_entry_in(query)) : std::nullopt;
}

std::optional<TrashEntry> find_trash(Session& session, TrashKind kind, const std::string& slug) {
    auto query = session.query("trash.of_slug");
    return query.set("kind", to_string(kind)).set("slug", slug).one() ? std::optional(trash_entry_in(query)) : std::nullopt;
}

void insert_trash(Session& session, const TrashEntry& entry) {
    auto query = session.query("trash.insert");
    query.set("number", entry.number).set("kind", to_string(entry.kind)).set("item", entry.item);
    query.set("at", base::to_milliseconds(entry.at)).set("by", entry.by).set("owner", entry.owner);
    query.set("name", entry.name).set("slug", entry.slug).set("aliases", join_words(entry.aliases));
    query.set("description", entry.description).set("email", entry.email).set("url", entry.url);
    query.set("organisation", entry.organisation).set("position", entry.position).set("chosen", std::int64_t{entry.chosen}).run();
}

void delete_trash(Session& session, std::int64_t number) {
    session.query("trash.delete").set("number", number).run();
}

std::int64_t trash_of_story(Session& session, base::StoryId id) {
    auto query = session.query("trash.number_of_story");
    return query.set("id", id.value).one() ? query.integer("trash") : 0;
}

std::int64_t trash_of_medium(Session& session, base::MediumId id) {
    auto query = session.query("trash.number_of_medium");
    return query.set("id", id.value).one() ? query.integer("trash") : 0;
}

void take_medium_from_trash(Session& session, base::MediumId id) {
    if (const auto number = trash_of_medium(session, id); number != 0) {
        session.query("trash.set_medium").set("id", id.value).set("trash", std::int64_t{0}).run();
        delete_trash(session, number);
    }
}

void take_media_from_trash(Session& session, base::StoryId user) {
    std::vector<base::MediumId> found;
    auto query = session.query("trash.media_of_story");
    query.set("story", user.value);
    while (query.next()) {
        found.push_back({query.integer("id")});
    }
    for (const auto id : found) {
        take_medium_from_trash(session, id);
    }
}

}  // namespace stoppress::store
