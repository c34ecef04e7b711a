// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/numbers/now_answer.hpp"

#include <algorithm>
#include <vector>

#include "newsroom/limits.hpp"
#include "readership/audience/now.hpp"
#include "store/lists/list_reader.hpp"

namespace stoppress::newsroom {
namespace {

void write_minutes(JsonWriter& json, const std::vector<readership::MinuteSum>& minutes) {
    json.key("minutes").begin_array();
    for (const auto& minute : minutes) {
        json.begin_object();
        json.key("at").time(minute.at);
        json.key("views").number(minute.sum.views);
        json.key("robots").number(minute.sum.robots);
        json.end_object();
    }
    json.end_array();
}

}  // namespace

base::Result<std::string> reading_now(readership::Readership& readership, store::ReadSnapshot& snapshot) {
    const auto now = readership.reading_now(kReadNowListed);
    std::vector<base::StoryId> ids;
    ids.reserve(now.stories.size());
    for (const auto& read : now.stories) {
        ids.push_back(read.story);
    }
    TRY(const auto cards, store::ListReader(snapshot).cards(ids));
    JsonWriter json;
    json.begin_object();
    json.key("since").time(now.since);
    json.key("readers").number(now.readers);
    write_minutes(json, now.minutes);
    json.key("stories").begin_array();
    for (const auto& card : cards) {
        const auto read = std::ranges::find(now.stories, card.id, &readership::StoryRead::story);
        json.begin_object();
        json.key("id").number(card.id.value);
        json.key("headline").text(card.headline);
        json.key("url").text(card.url);
        json.key("language").text(card.language);
        json.key("readers").number(read->readers);
        json.key("views").number(read->views);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take();
}

void write_story_now(JsonWriter& json, const readership::StoryNow& now) {
    json.begin_object();
    json.key("since").time(now.since);
    json.key("readers").number(now.readers);
    write_minutes(json, now.minutes);
    json.key("complete").truth(now.whole);
    json.end_object();
}

}  // namespace stoppress::newsroom
