// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of sections, topics and authors.
#include <algorithm>

#include "base/text/percent.hpp"
#include "newsroom/api/answers.hpp"
#include "newsroom/filing/entry_answer.hpp"
#include "newsroom/filing/filing_handlers.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "store/filing/filing_reader.hpp"
#include "story/text.hpp"

namespace stoppress::newsroom {
namespace {

using base::Result;

void write_common(JsonWriter& json, std::string_view slug, std::string_view name, std::string_view list) {
    json.key("slug").text(slug);
    json.key("name").text(name);
    json.key("url").text("/" + std::string(list) + "/" + base::percent_encoded(slug));
}

/// Entries by slug, after the cursor, which is the last slug of the previous page.
template <class Entry>
Result<Answer> list_entries(const Call& call, std::string_view name, std::vector<Entry> entries) {
    QueryReader reader(call.query);
    const auto limit = static_cast<std::size_t>(reader.number("limit", 1, kMaxEntriesLength).value_or(kMaxEntriesLength));
    const std::string after = reader.slug("cursor");
    TRY_VOID(reader.finish());
    std::ranges::sort(entries, {}, &Entry::slug);
    auto next = std::ranges::upper_bound(entries, after, {}, &Entry::slug);

    JsonWriter json;
    json.begin_object();
    json.key(name).begin_array();
    for (std::size_t i = 0; i < limit && next != entries.end(); ++i, ++next) {
        write_entry(json, *next);
    }
    json.end_array();
    json.key("next").text_or_null(next == entries.end() ? std::string_view{} : std::string_view{std::prev(next)->slug});
    json.end_object();
    return answer_of(json);
}

}  // namespace

void write_entry(JsonWriter& json, const store::Section& section) {
    json.begin_object();
    write_common(json, section.slug, section.name, "sections");
    json.key("description").text(section.description);
    json.key("stories").number(section.stories);
    json.key("position").number(section.position);
    json.end_object();
}

void write_entry(JsonWriter& json, const store::Topic& topic) {
    json.begin_object();
    write_common(json, topic.slug, topic.name, "topics");
    json.key("description").text(topic.description);
    json.key("aliases").texts(topic.aliases);
    json.key("stories").number(topic.stories);
    json.end_object();
}

void write_entry(JsonWriter& json, const store::Author& author) {
    json.begin_object();
    write_common(json, author.slug, author.name, "authors");
    json.key("biography").text(author.biography);
    json.key("website").text_or_null(author.url);
    json.key("organisation").text_or_null(author.organisation);
    json.key("stories").number(author.stories);
    json.end_object();
}

Result<Answer> list_sections(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(auto sections, store::FilingReader(snapshot).sections());
    if (!call.who) {
        std::erase_if(sections, [](const store::Section& section) { return section.stories == 0 && !section.chosen; });
    }
    return list_entries(call, "sections", std::move(sections));
}

Result<Answer> list_topics(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(auto topics, store::FilingReader(snapshot).topics());
    if (!call.who) {
        std::erase_if(topics, [](const store::Topic& topic) { return topic.stories == 0; });
    }
    return list_entries(call, "topics", std::move(topics));
}

Result<Answer> list_authors(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(auto authors, store::FilingReader(snapshot).authors());
    if (!call.who) {
        std::erase_if(authors, [](const store::Author& author) { return author.stories == 0; });
    }
    return list_entries(call, "authors", std::move(authors));
}

}  // namespace stoppress::newsroom
