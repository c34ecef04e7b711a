// SPDX-License-Identifier: GPL-3.0-or-later
// The site's own facts, and the description of the API.
#include "base/files/embedded.hpp"
#include "base/time/time_zone.hpp"
#include "generated/openapi_files.hpp"
#include "newsroom/api/answers.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/site/site_handlers.hpp"
#include "newsroom/site/story_languages.hpp"
#include "store/lists/list_reader.hpp"
#include "store/site/site_reader.hpp"
#include "story/text.hpp"

namespace stoppress::newsroom {

using base::Result;

namespace {

/// For clients whose time zone rules are older or newer than the server's.
void write_utc_offsets(JsonWriter& json, std::string_view time_zone, base::Time now) {
    json.key("utc_offsets").begin_array();
    for (const auto& [from, seconds] : base::TimeZone::find_or_utc(time_zone).offsets(base::Time{}, now + kOffsetsAhead)) {
        json.begin_object();
        json.key("from").text(base::format_rfc3339(from));
        json.key("seconds").number(static_cast<std::int64_t>(seconds.count()));
        json.end_object();
    }
    json.end_array();
}

}  // namespace

Result<Answer> SiteHandlers::get_site(const Call& /*call*/, store::ReadSnapshot& snapshot) const {
    TRY(const auto kept, store::SiteReader(snapshot).settings());
    const auto held = effective_settings_.with(kept);
    const settings::Settings& settings = *held;
    TRY(const auto stories, store::ListReader(snapshot).count({}));
    const auto counted = readership_.totals();
    JsonWriter json;
    json.begin_object();
    json.key("title").text(settings.site.title);
    json.key("description").text(settings.site.description);
    json.key("url").text(settings.site.url);
    json.key("language").text(settings.site.language);
    json.key("direction").text(story::to_string(story::direction_of(settings.site.language)));
    json.key("timezone").text(settings.site.timezone);
    write_utc_offsets(json, settings.site.timezone, clock_.now());
    json.key("languages").texts(offered_languages());
    json.key("largest_recording").number(settings.media.largest_recording);
    json.key("stories").number(stories);
    json.key("boxes").begin_object();
    json.key("new_articles").begin_object();
    json.key("length").number(settings.boxes.new_articles.length);
    json.end_object();
    json.key("most_viewed").begin_object();
    json.key("length").number(settings.boxes.most_viewed.length);
    json.key("window").text(story::to_string(settings.boxes.most_viewed.window));
    json.end_object();
    json.end_object();
    json.key("counted_since_start").begin_object();
    json.key("views").number(static_cast<std::int64_t>(counted.views));
    json.key("robots").number(static_cast<std::int64_t>(counted.robots));
    json.key("repeats").number(static_cast<std::int64_t>(counted.repeats));
    json.end_object();
    json.end_object();
    return answer_of(json);
}

Result<Answer> get_description(const Call& /*call*/, store::ReadSnapshot& /*snapshot*/) {
    const auto* description = base::find_embedded(generated::openapi_files(), "openapi.json");
    if (description == nullptr) {
        return base::fail(base::ErrorCode::internal, "openapi.json is not embedded");
    }
    Answer answer;
    answer.body = description->bytes;
    return answer;
}

}  // namespace stoppress::newsroom
