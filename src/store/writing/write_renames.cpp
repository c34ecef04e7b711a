// SPDX-License-Identifier: GPL-3.0-or-later
// Sections in another order or under another slug, topics made one: what was known under the old names is found under them for good.
#include <fmt/format.h>

#include "store/reading/story_row.hpp"
#include "store/write_transaction.hpp"
#include "store/writing/entries.hpp"
#include "store/writing/writer_session.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

base::Result<Section> load_section(WriterSession& writer, const std::string& slug) {
    auto query = writer.session().query("section.by_slug");
    if (!query.set("slug", slug).one()) {
        return base::fail(base::ErrorCode::not_found, fmt::format("There is no section \"{}\".", slug));
    }
    return section_in(query);
}

base::Result<Topic> load_topic(WriterSession& writer, const std::string& slug) {
    if (const auto id = find_topic(writer, slug)) {
        auto query = writer.session().query("topic.get");
        if (query.set("id", id->value).one()) {
            return topic_in(query);
        }
    }
    return base::fail(base::ErrorCode::not_found, fmt::format("There is no topic \"{}\".", slug));
}

base::Error refused(base::ErrorCode code, std::string_view field, std::string message, std::string what) {
    auto error = base::fail(code, std::move(message));
    error.fields.push_back({std::string(field), std::move(what)});
    return error;
}

}  // namespace

base::Result<void> WriteTransaction::place_section(const std::string& slug, std::int64_t position) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto section, load_section(session_, slug));
        if (section.position != position) {
            session_.session().query("section.place").set("id", section.id.value).set("position", position).run();
            session_.append_change("section", {}, {menu_tag()});
        }
        return {};
    });
}

base::Result<void> WriteTransaction::rename_section(const std::string& slug, const std::string& to) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto section, load_section(session_, slug));
        if (slug == to) {
            return {};
        }
        if (!story::is_slug(to)) {
            return refused(base::ErrorCode::invalid, "/slug", fmt::format("\"{}\" is not a slug: a-z, 0-9 and - only.", to),
                           "is not a slug");
        }
        if (const auto named = find_section(session_, to); named && *named != section.id) {
            return refused(base::ErrorCode::conflict, "/slug", fmt::format("\"{}\" is another section, or was one.", to),
                           "is another section's");
        }
        auto& session = session_.session();
        session.query("section_alias.delete").set("alias", to).run();
        session.query("section.rename").set("id", section.id.value).set("slug", to).run();
        session.query("section_alias.insert").set("alias", slug).set("section", section.id.value).run();
        session_.append_change("section", {}, {section_tag(section.id), section_name_tag(section.id), menu_tag()});
        return {};
    });
}

base::Result<void> WriteTransaction::merge_topics(const std::string& slug, const std::string& into) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto topic, load_topic(session_, slug));
        const auto other = load_topic(session_, into);
        if (!other.has_value()) {
            return refused(base::ErrorCode::invalid, "/into", other.error().message, "names no topic");
        }
        if (topic.slug != slug) {
            return base::fail(base::ErrorCode::conflict, fmt::format("\"{}\" is the topic \"{}\" by now.", slug, topic.slug));
        }
        if (topic.id == other->id) {
            return refused(base::ErrorCode::invalid, "/into", "A topic cannot be merged into itself.", "is the same topic");
        }
        auto& session = session_.session();
        const auto both = [&](Query query) { return query.set("topic", topic.id.value).set("other", other->id.value); };
        auto moved = both(session.query("topic.listed_only_there"));
        moved.one();
        const auto stories = moved.integer("stories");
        both(session.query("story_topic.drop_doubles")).run();
        both(session.query("story_topic.move")).run();
        both(session.query("topic_alias.move")).run();
        session.query("topic.delete").set("id", topic.id.value).run();
        session.query("topic_alias.insert").set("alias", topic.slug).set("topic", other->id.value).run();
        session_.known_topics().erase(topic.slug);
        session_.count({Tally::Of::topic, other->id.value}, stories);
        session_.append_change("topic", {},
                               {topic_tag(topic.id), topic_name_tag(topic.id), topic_tag(other->id), topic_name_tag(other->id)});
        return {};
    });
}

}  // namespace stoppress::store
