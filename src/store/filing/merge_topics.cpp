// SPDX-License-Identifier: GPL-3.0-or-later
// Merges topics, undoes a merge, and splits topics.
#include <fmt/format.h>

#include "base/time/time.hpp"
#include "store/filing/entries.hpp"
#include "store/filing/filing_rows.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/filing/records.hpp"
#include "store/stories/story_row.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

base::Result<Topic> topic_called(WriterSession& writer, const std::string& slug) {
    if (const auto id = find_topic(writer, slug)) {
        auto query = writer.session().query("topic.get");
        if (query.set("id", id->value).one()) {
            return topic_in(query);
        }
    }
    return base::fail(base::ErrorCode::not_found, fmt::format("There is no topic \"{}\".", slug));
}

base::Error refused_topic(base::ErrorCode code, std::string_view field, std::string message, std::string what) {
    auto error = base::fail(code, std::move(message));
    error.fields.push_back({std::string(field), std::move(what)});
    return error;
}

Tags tags_of_both(base::TopicId one, base::TopicId other) {
    return {topic_tag(one), topic_name_tag(one), topic_tag(other), topic_name_tag(other)};
}

/// Records what the merge is about to move; returns its number.
std::int64_t keep_merge(WriterSession& writer, const Topic& topic, base::TopicId other, const std::string& by) {
    auto& session = writer.session();
    auto next = session.query("topic_merge.next");
    next.one();
    const auto merge = next.integer("id");
    auto insert = session.query("topic_merge.insert");
    insert.set("id", merge).set("at", base::to_milliseconds(writer.now())).set("by", by).set("slug", topic.slug);
    insert.set("name", topic.name).set("description", topic.description).set("into", other.value).run();
    session.query("topic_merge_story.keep").set("merge", merge).set("topic", topic.id.value).set("other", other.value).run();
    session.query("topic_merge_alias.keep").set("merge", merge).set("topic", topic.id.value).run();
    // Earlier merges into the removed topic wait for this merge to be undone, because another topic may get its id.
    session.query("topic_merge.hand_on").set("topic", topic.id.value).set("other", -merge).run();
    return merge;
}

std::int64_t stories_in(Query query, std::int64_t merge, base::TopicId other) {
    query.set("merge", merge).set("other", other.value).one();
    return query.integer("stories");
}

base::Result<base::TopicId> ensure_target(WriterSession& writer, const Topic& topic, const std::string& into, const std::string& name) {
    if (!story::is_slug(into)) {
        return refused_topic(base::ErrorCode::invalid, "/into",
                             fmt::format("\"{}\" is not a valid slug: only lower-case letters, digits and hyphens are allowed.", into),
                             "is not a valid slug");
    }
    if (const auto known = find_topic(writer, into)) {
        if (*known == topic.id) {
            return refused_topic(base::ErrorCode::invalid, "/into", "A topic cannot be split into itself.", "is the same topic");
        }
        return *known;
    }
    if (name.empty()) {
        return refused_topic(base::ErrorCode::invalid, "/name", "A new topic needs a name.", "is required");
    }
    auto query = writer.session().query("topic.insert");
    query.set("slug", into).set("name", name).set("description", "").one();
    return base::TopicId{query.integer("id")};
}

}  // namespace

base::Result<void> FilingWriter::merge_topics(const std::string& slug, const std::string& into, const std::string& by) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto topic, topic_called(session_, slug));
        const auto other = topic_called(session_, into);
        if (!other.has_value()) {
            return refused_topic(base::ErrorCode::invalid, "/into", other.error().message, "is not an existing topic");
        }
        if (topic.slug != slug) {
            return base::fail(base::ErrorCode::conflict, fmt::format("\"{}\" is a former slug of the topic \"{}\".", slug, topic.slug));
        }
        if (topic.id == other->id) {
            return refused_topic(base::ErrorCode::invalid, "/into", "A topic cannot be merged into itself.", "is the same topic");
        }
        auto& session = session_.session();
        const auto both = [&](Query query) { return query.set("topic", topic.id.value).set("other", other->id.value); };
        auto moved = both(session.query("topic.listed_only_there"));
        moved.one();
        const auto stories = moved.integer("stories");
        keep_merge(session_, topic, other->id, by);
        both(session.query("story_topic.drop_doubles")).run();
        both(session.query("story_topic.move")).run();
        both(session.query("topic_alias.move")).run();
        session.query("topic.delete").set("id", topic.id.value).run();
        session.query("topic_alias.insert").set("alias", topic.slug).set("topic", other->id.value).run();
        session_.known().topics.erase(topic.slug);
        session_.count({Tally::Of::topic, other->id.value}, stories);
        session_.append_change("topic", {}, tags_of_both(topic.id, other->id));
        return {};
    });
}

base::Result<std::string> FilingWriter::unmerge_topics(std::int64_t merge) {
    return guarded([&]() -> base::Result<std::string> {
        auto& session = session_.session();
        auto kept = session.query("topic_merge.get");
        if (!kept.set("id", merge).one()) {
            return base::fail(base::ErrorCode::not_found, "Merge not found, or already undone.");
        }
        std::string slug = kept.text("slug");
        const std::string name = kept.text("name");
        const std::string description = kept.text("description");
        const base::TopicId other{kept.integer("into")};
        const auto target = topic_of(session, other);
        if (find_topic(session_, slug) != other || !target) {
            return base::fail(
                base::ErrorCode::conflict,
                fmt::format("\"{}\" no longer refers to the topic that it was merged into: undo the later merges first.", slug));
        }
        if (target->slug == slug) {
            return base::fail(
                base::ErrorCode::conflict,
                fmt::format("\"{}\" is now the slug of the topic that it was merged into: give that topic another slug first.", slug));
        }
        const auto moved = stories_in(session.query("topic_merge_story.moved"), merge, other);
        const auto both = stories_in(session.query("topic_merge_story.both"), merge, other);
        session.query("topic_alias.delete").set("alias", slug).run();
        auto insert = session.query("topic.insert");
        insert.set("slug", slug).set("name", name).set("description", description).one();
        const base::TopicId topic{insert.integer("id")};
        const auto of_merge = [&](Query query) { return query.set("merge", merge).set("topic", topic.value).set("other", other.value); };
        of_merge(session.query("topic_merge_alias.give_back")).run();
        of_merge(session.query("story_topic.add_back")).run();
        of_merge(session.query("story_topic.give_back")).run();
        session.query("topic_merge.hand_on").set("topic", -merge).set("other", topic.value).run();
        session.query("topic_merge_story.delete").set("merge", merge).run();
        session.query("topic_merge_alias.delete").set("merge", merge).run();
        session.query("topic_merge.delete").set("id", merge).run();
        session_.known().topics.erase(slug);
        session_.count({Tally::Of::topic, topic.value}, moved + both);
        session_.count({Tally::Of::topic, other.value}, -moved);
        session_.append_change("topic", {}, tags_of_both(topic, other));
        return slug;
    });
}

base::Result<std::int64_t> FilingWriter::split_topic(const std::string& slug, const std::string& into, const std::string& name,
                                                     std::span<const base::StoryId> stories) {
    return guarded([&]() -> base::Result<std::int64_t> {
        TRY(const auto topic, topic_called(session_, slug));
        if (topic.slug != slug) {
            return base::fail(base::ErrorCode::conflict, fmt::format("\"{}\" is a former slug of the topic \"{}\".", slug, topic.slug));
        }
        TRY(const auto other, ensure_target(session_, topic, into, name));
        auto& session = session_.session();
        std::int64_t moved = 0;
        for (const auto story : stories) {
            auto filed = session.query("story_topic.find");
            if (!filed.set("story", story.value).set("topic", topic.id.value).one()) {
                continue;
            }
            const auto listed = filed.integer("listed");
            auto also = session.query("story_topic.find");
            if (also.set("story", story.value).set("topic", other.value).one()) {
                session.query("story_topic.remove").set("story", story.value).set("topic", topic.id.value).run();
            } else {
                session.query("story_topic.refile").set("story", story.value).set("topic", topic.id.value).set("other", other.value).run();
                session_.count({Tally::Of::topic, other.value}, listed);
            }
            session_.count({Tally::Of::topic, topic.id.value}, -listed);
            session_.append_change("topic", story, {story_tag(story)});
            ++moved;
        }
        session_.append_change("topic", {}, tags_of_both(topic.id, other));
        return moved;
    });
}

}  // namespace stoppress::store
