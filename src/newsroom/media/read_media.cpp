// SPDX-License-Identifier: GPL-3.0-or-later
// The media library: its list, single media, and the stories that use one.
#include <charconv>

#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/media/media_answer.hpp"
#include "newsroom/media/media_handlers.hpp"
#include "store/media/media_reader.hpp"
#include "store/stories/story_reader.hpp"

namespace stoppress::newsroom {
namespace {

using base::Result;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty() && words.size() < kMaxSearchWords) {
        const auto end = std::min(text.find(' '), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

/// The cursor of these lists is a number: the last one of the previous page.
Result<std::int64_t> read_cursor(const std::string& cursor) {
    std::int64_t number = 0;
    const char* end = cursor.data() + cursor.size();
    const auto [stopped, error] = std::from_chars(cursor.data(), end, number);
    if (!cursor.empty() && (error != std::errc{} || stopped != end || number < 1)) {
        return base::fail(base::ErrorCode::malformed, "The parameter cursor is invalid: use \"next\" of the answer before.");
    }
    return number;
}

void write_next(JsonWriter& json, bool more, std::int64_t last) {
    json.key("next").text_or_null(more ? std::to_string(last) : std::string());
}

Answer answer_with_media(const std::vector<store::CountedMedium>& media, bool more) {
    JsonWriter json;
    json.begin_object();
    json.key("media").begin_array();
    for (const auto& medium : media) {
        write_medium(json, medium);
    }
    json.end_array();
    write_next(json, more, media.empty() ? 0 : media.back().medium.id.value);
    json.end_object();
    return answer_of(json);
}

/// Stories name files by their addresses alone.
Result<Answer> list_of_address(const std::string& address, store::ReadSnapshot& snapshot) {
    std::vector<store::CountedMedium> media;
    TRY(auto found, store::MediaReader(snapshot).medium_at(address));
    if (found && found->trash == 0) {
        media.push_back(std::move(*found));
    }
    return answer_with_media(media, false);
}

}  // namespace

Result<Answer> list_media(const Call& call, store::ReadSnapshot& snapshot) {
    QueryReader reader(call.query);
    store::MediaQuery query;
    query.words = words_of(reader.text("q", kMaxSearchText));
    const auto type = reader.choice("type", {"image", "audio", "video", "document"}).value_or("");
    query.type = type == "document" ? "application" : type;
    const auto limit = reader.number("limit", 1, kMaxListLength).value_or(kDefaultListLength);
    const std::string cursor = reader.cursor("cursor");
    const std::string address = reader.text("address", kMaxMediaAddress);
    TRY_VOID(reader.finish());
    if (!address.empty()) {
        return list_of_address(address, snapshot);
    }
    TRY(const auto before, read_cursor(cursor));
    query.before = {before};
    query.limit = limit + 1;
    TRY(auto media, store::MediaReader(snapshot).media(query));
    const bool more = static_cast<std::int64_t>(media.size()) > limit;
    if (more) {
        media.pop_back();
    }
    return answer_with_media(media, more);
}

Result<Answer> get_medium(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto medium, find_medium(call, snapshot));
    return medium_answer(medium);
}

Result<Answer> list_stories_with_medium(const Call& call, store::ReadSnapshot& snapshot) {
    QueryReader reader(call.query);
    const auto limit = reader.number("limit", 1, kMaxListLength).value_or(kDefaultListLength);
    const std::string cursor = reader.cursor("cursor");
    TRY_VOID(reader.finish());
    TRY(const auto after, read_cursor(cursor));
    TRY(const auto medium, find_medium(call, snapshot));
    TRY(auto stories, store::MediaReader(snapshot).stories_with(medium.medium.id, {after}, limit + 1));
    const bool more = static_cast<std::int64_t>(stories.size()) > limit;
    if (more) {
        stories.pop_back();
    }
    JsonWriter json;
    json.begin_object();
    json.key("stories").begin_array();
    for (const auto& story : stories) {
        TRY(auto owner, store::StoryReader(snapshot).created_by(story.id));
        // Unpublished stories of others are hidden.
        if (!allow(call.who, Action::see, {.id = story.id, .status = story.status, .owner = std::move(owner)}).has_value()) {
            continue;
        }
        json.begin_object();
        json.key("id").number(story.id.value);
        json.key("headline").text(story.content.headline);
        json.key("url").text(story.url);
        json.key("status").text(story::to_string(story.status));
        json.end_object();
    }
    json.end_array();
    write_next(json, more, stories.empty() ? 0 : stories.back().id.value);
    json.end_object();
    return answer_of(json);
}

}  // namespace stoppress::newsroom
