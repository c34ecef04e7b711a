// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lists/filing.hpp"

#include <algorithm>

#include "store/editing/editing_rows.hpp"
#include "store/filing/filing_rows.hpp"
#include "store/front/front_rows.hpp"
#include "store/stories/story_rows.hpp"
#include "store/transaction/tags.hpp"
#include "story/calendar.hpp"

namespace stoppress::store {

namespace {

std::vector<base::TopicId> topic_ids(Session& session, base::StoryId story) {
    std::vector<base::TopicId> found;
    auto query = session.query("story_topic.ids");
    query.set("story", story.value);
    while (query.next()) {
        found.push_back({query.integer("id")});
    }
    return found;
}

void count(WriterSession& writer, const Filing& filing, std::int64_t by) {
    using Of = Tally::Of;
    if (filing.kind == story::Kind::page) {
        writer.count({Of::name, 0, "page"}, by);
        return;
    }
    writer.count({Of::name, 0, "article"}, by);
    writer.count({Of::name, 0, "language:" + filing.language}, by);
    writer.count({Of::month, 0, month_of(filing.published_at, writer.settings())}, by);
    if (filing.section) {
        writer.count({Of::section, filing.section.value}, by);
    }
    for (const auto topic : filing.topics) {
        writer.count({Of::topic, topic.value}, by);
    }
    for (const auto author : filing.authors) {
        writer.count({Of::author, author.value}, by);
    }
}

}  // namespace

void add_tags(WriterSession& writer, const Filing& filing, Tags& tags) {
    tags.push_back(story_tag(filing.story));
    tags.push_back(site_tag());
    if (filing.kind == story::Kind::article) {
        if (filing.section) {
            tags.push_back(section_tag(filing.section));
        }
        for (const auto topic : filing.topics) {
            tags.push_back(topic_tag(topic));
        }
        for (const auto author : filing.authors) {
            tags.push_back(author_tag(author));
        }
        tags.push_back(month_tag(month_of(filing.published_at, writer.settings())));
    }
    if (last_correction(writer.session(), filing.story) > 0) {
        tags.push_back(corrections_tag());
    }
    if (!filing.translation_key.empty()) {
        // The pages of its translations link to it.
        for (const auto translation : translation_ids(writer.session(), filing.translation_key, filing.story)) {
            tags.push_back(story_tag(translation));
        }
    }
}

std::string month_of(base::Time time, const settings::Settings& settings) {
    const auto date = story::date_in(time, settings.site.timezone);
    return story::month_name(date.year() / date.month());
}

std::optional<Filing> filing_of(WriterSession& writer, const StoryRow& row) {
    if (row.status != story::Status::published) {
        return std::nullopt;
    }
    Filing filing;
    filing.story = row.id;
    filing.kind = row.kind;
    filing.section = row.section_id;
    filing.topics = topic_ids(writer.session(), row.id);
    each_author_of(writer.session(), row.id, [&filing](base::AuthorId id) { filing.authors.push_back(id); });
    filing.language = row.language;
    filing.translation_key = row.translation_key;
    filing.published_at = row.published_at.value_or(row.updated_at);
    return filing;
}

void refile(WriterSession& writer, std::string_view change, base::StoryId story, const std::optional<Filing>& before,
            const std::optional<Filing>& after) {
    Tags tags;
    if (before) {
        count(writer, *before, -1);
        add_tags(writer, *before, tags);
    }
    if (after) {
        count(writer, *after, 1);
        add_tags(writer, *after, tags);
    }
    const auto is_listed = [](const std::optional<Filing>& filing) { return filing && filing->kind == story::Kind::article; };
    if (is_listed(before) && !is_listed(after)) {
        take_off_front(writer.session(), story);
    }
    std::ranges::sort(tags);
    tags.erase(std::ranges::unique(tags).begin(), tags.end());
    writer.append_change(change, story, tags);
}

}  // namespace stoppress::store
