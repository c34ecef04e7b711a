// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/stories/words.hpp"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "store/filing/entries.hpp"
#include "store/limits.hpp"
#include "store/media/media_uses.hpp"
#include "store/slug_list.hpp"
#include "story/feed_id.hpp"
#include "story/text.hpp"
#include "story/words/headline_words.hpp"

namespace stoppress::store {

namespace {

using Fields = std::vector<base::FieldError>;

void check_text(const std::string& text, std::string_view field, Fields& errors) {
    if (!story::is_utf8(text)) {
        errors.push_back({std::string(field), "is not UTF-8"});
    }
}

/// Removes duplicates and checks each slug.
void check_slugs(std::vector<std::string>& slugs, std::string_view field, Fields& errors) {
    std::unordered_set<std::string> seen;
    std::erase_if(slugs, [&seen](const std::string& slug) { return !seen.insert(slug).second; });
    if (slugs.size() > kMaxFiledUnder) {
        errors.push_back({std::string(field), fmt::format("has more than {} entries", kMaxFiledUnder)});
        return;
    }
    for (std::size_t i = 0; i < slugs.size(); ++i) {
        if (!story::is_slug(slugs[i])) {
            errors.push_back(
                {fmt::format("{}/{}", field, i), "is not a valid slug: only lower-case letters, digits and hyphens are allowed"});
        }
    }
}

void check_content(WriterSession& writer, story::Content& content, Fields& errors) {
    check_text(content.headline, "/headline", errors);
    check_text(content.standfirst, "/standfirst", errors);
    check_text(content.lead_image.source, "/lead_image/source", errors);
    check_text(content.lead_image.alt, "/lead_image/alt", errors);
    check_text(content.lead_image.caption, "/lead_image/caption", errors);
    check_text(content.lead_image.credit, "/lead_image/credit", errors);
    check_text(content.translation_key, "/translation_key", errors);
    if (content.language.empty()) {
        content.language = writer.settings().site.language;
    }
    const auto language = story::canonical_language(content.language);
    if (language.empty()) {
        errors.push_back({"/language", "is not a language tag such as \"en\" or \"pt-BR\""});
    } else {
        content.language = language;
    }
    if (!content.slug.empty() && !story::is_slug(content.slug)) {
        errors.push_back({"/slug", "is not a valid slug: only lower-case letters, digits and hyphens are allowed, at most 120 bytes"});
    }
    if (!content.section.empty() && !story::is_slug(content.section)) {
        errors.push_back({"/section", "is not a valid slug: only lower-case letters, digits and hyphens are allowed"});
    }
    check_slugs(content.topics, "/topics", errors);
    check_slugs(content.authors, "/authors", errors);
}

template <class Id>
void add_once(std::vector<Id>& ids, Id id) {
    // Two slugs may refer to one topic, the second one by an alias.
    if (std::ranges::find(ids, id) == ids.end()) {
        ids.push_back(id);
    }
}

void set_words(Query& query, const Words& words) {
    const auto& content = words.content;
    query.set("kind", to_string(content.kind)).set("slug", content.slug).set("headline", content.headline);
    query.set("standfirst", content.standfirst).set("language", content.language).set("translation_key", content.translation_key);
    query.set("lead_source", content.lead_image.source).set("lead_alt", content.lead_image.alt);
    query.set("lead_caption", content.lead_image.caption).set("lead_credit", content.lead_image.credit);
}

void insert_revision(WriterSession& writer, base::StoryId id, std::int64_t number, const Words& words, const Origin& origin) {
    auto query = writer.session().query("revision.insert");
    set_words(query, words);
    query.set("story", id.value).set("number", number).set("now", base::to_milliseconds(writer.now())).set("by", origin.by);
    query.set("body", words.body.json).set("section", words.content.section);
    query.set("topics", join_words(words.content.topics)).set("authors", join_words(words.content.authors)).run();
}

template <class Id>
void insert_filed(WriterSession& writer, StatementName insert, base::StoryId id, const std::vector<Id>& entries,
                  std::optional<std::int64_t> listed) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        writer.session()
            .query(insert)
            .set("story", id.value)
            .set("position", static_cast<std::int64_t>(i))
            .set("entry", entries[i].value)
            .set("listed_at", listed)
            .run();
    }
}

std::optional<std::int64_t> milliseconds(const std::optional<base::Time>& time) {
    return time ? std::optional(base::to_milliseconds(*time)) : std::nullopt;
}

}  // namespace

base::Result<Words> prepare_words(WriterSession& writer, story::Content content, UnknownSection unknown_section) {
    TRY(auto words, prepare_words(writer, std::move(content), StoredBody{}, unknown_section));
    TRY(words.body, stored_body(words.content));
    return words;
}

base::Result<Words> prepare_words(WriterSession& writer, story::Content content, StoredBody body, UnknownSection unknown_section) {
    Fields errors;
    check_content(writer, content, errors);
    Words words;
    if (!content.section.empty() && errors.empty()) {
        if (unknown_section == UnknownSection::made) {
            words.section = ensure_section(writer, content.section);
        } else if (const auto section = find_section(writer, content.section)) {
            words.section = *section;
        } else {
            errors.push_back({"/section", fmt::format("unknown section \"{}\"", content.section)});
        }
    }
    if (!errors.empty()) {
        return base::Error(base::ErrorCode::invalid, fmt::format("{} {}.", errors.front().field.substr(1), errors.front().message), errors);
    }
    for (const auto& slug : content.topics) {
        add_once(words.topics, ensure_topic(writer, slug));
    }
    for (const auto& slug : content.authors) {
        add_once(words.authors, ensure_author(writer, slug));
    }
    words.body = std::move(body);
    words.headline_words = story::headline_words(content.headline, content.standfirst);
    words.content = std::move(content);
    return words;
}

std::optional<std::int64_t> listed_at(story::Kind kind, const State& state) {
    const bool listed = kind == story::Kind::article && state.status == story::Status::published;
    return listed ? milliseconds(state.published_at) : std::nullopt;
}

std::optional<base::Time> publication_of(story::Status status, const std::optional<base::Time>& published_at) {
    return status == story::Status::scheduled ? std::nullopt : published_at;
}

std::string free_feed_id(WriterSession& writer, base::StoryId id, base::Time first_published, const std::string& wanted) {
    const auto is_free = [&](const std::string& feed_id) {
        auto query = writer.session().query("story.by_feed_id");
        return !query.set("feed_id", feed_id).set("id", id).one();
    };
    if (!wanted.empty() && is_free(wanted)) {
        return wanted;
    }
    // A story imported from a site with the same name may have it already.
    const auto made = story::feed_id(writer.settings().site.url, first_published, id);
    auto free = made;
    for (int number = 2; !is_free(free); ++number) {
        free = fmt::format("{}-{}", made, number);
    }
    return free;
}

base::StoryId insert_story(WriterSession& writer, const Words& words, const State& state, const Origin& origin) {
    const auto listed = listed_at(words.content.kind, state);
    auto next = writer.session().query("story.next_id");
    next.one();
    const base::StoryId id{next.integer("id")};
    auto query = writer.session().query("story.insert");
    set_words(query, words);
    query.set("id", id.value).set("status", story::to_string(state.status)).set("address", state.address).set("section", words.section);
    query.set("opening", words.body.opening).set("published_at", milliseconds(state.published_at)).set("listed_at", listed);
    query.set("updated_at", base::to_milliseconds(origin.updated_at)).set("now", base::to_milliseconds(writer.now()));
    const auto published = publication_of(state.status, state.published_at);
    // Another system's feed id is kept even if the story is not published yet, for the day when it is.
    const bool has_feed_id = published || !state.feed_id.empty();
    query.set("feed_id", has_feed_id ? free_feed_id(writer, id, published.value_or(writer.now()), state.feed_id) : std::string{});
    query.set("by", origin.by).set("source_hash", origin.source_hash).set("headline_words", words.headline_words);
    if (origin.source) {
        query.set("source", *origin.source);
    } else {
        query.set_null("source");
    }
    query.set("language_named", std::int64_t{words.content.language_named}).run();
    insert_revision(writer, id, 1, words, origin);
    insert_filed(writer, "story_topic.insert", id, words.topics, listed);
    insert_filed(writer, "story_author.insert", id, words.authors, listed);
    writer.session().query("view_total.insert").set("story", id.value).run();
    insert_media_uses(writer, id, words.body.media);
    return id;
}

void file_under(WriterSession& writer, base::StoryId id, const std::vector<base::TopicId>& topics,
                const std::vector<base::AuthorId>& authors) {
    writer.session().query("story_topic.delete").set("story", id.value).run();
    writer.session().query("story_author.delete").set("story", id.value).run();
    insert_filed(writer, "story_topic.insert", id, topics, std::nullopt);
    insert_filed(writer, "story_author.insert", id, authors, std::nullopt);
}

void update_words(WriterSession& writer, base::StoryId id, std::int64_t revision, const Words& words, const State& state,
                  const Origin& origin) {
    const auto listed = listed_at(words.content.kind, state);
    auto query = writer.session().query("story.update_words");
    set_words(query, words);
    query.set("id", id.value).set("revision", revision).set("opening", words.body.opening).set("section", words.section);
    query.set("headline_words", words.headline_words).set("language_named", std::int64_t{words.content.language_named});
    query.set("updated_at", base::to_milliseconds(origin.updated_at)).set("listed_at", listed).run();
    insert_revision(writer, id, revision, words, origin);
    writer.session().query("story_topic.delete").set("story", id.value).run();
    writer.session().query("story_author.delete").set("story", id.value).run();
    insert_filed(writer, "story_topic.insert", id, words.topics, listed);
    insert_filed(writer, "story_author.insert", id, words.authors, listed);
    update_media_uses(writer, id, words.body.media);
    settle_headline_words(writer, id);
}

void update_state(WriterSession& writer, base::StoryId id, story::Kind kind, const State& state) {
    const auto listed = listed_at(kind, state);
    writer.session()
        .query("story.update_state")
        .set("id", id.value)
        .set("status", story::to_string(state.status))
        .set("address", state.address)
        .set("published_at", milliseconds(state.published_at))
        .set("listed_at", listed)
        .set("reason", state.withdrawn_reason)
        .set("feed_id", state.feed_id)
        .run();
    writer.session().query("story_topic.list_at").set("story", id.value).set("listed_at", listed).run();
    writer.session().query("story_author.list_at").set("story", id.value).set("listed_at", listed).run();
    settle_headline_words(writer, id);
}

void put_headline_words(Session& session, base::StoryId id, const std::string& words) {
    session.query("story.put_words").set("id", id.value).set("words", words).run();
}

void settle_headline_words(WriterSession& writer, base::StoryId id) {
    auto found_by = writer.session().query("story.found_by");
    if (!found_by.set("id", id.value).one()) {
        return;
    }
    const auto words = story::headline_words(found_by.text("headline"), found_by.text("standfirst"));
    if (words != found_by.text("headline_words")) {
        put_headline_words(writer.session(), id, words);
    }
}

}  // namespace stoppress::store
