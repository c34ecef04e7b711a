// SPDX-License-Identifier: GPL-3.0-or-later
// Views over time: of the whole site and of a story, as JSON and as CSV, and current readers.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "newsroom/formats/csv_writer.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/numbers/live_numbers.hpp"
#include "newsroom/numbers/now_answer.hpp"
#include "newsroom/numbers/numbers_handlers.hpp"
#include "newsroom/numbers/numbers_span.hpp"
#include "newsroom/numbers/referrer_answer.hpp"
#include "newsroom/stories/story_subject.hpp"
#include "readership/audience/now.hpp"
#include "store/lists/list_reader.hpp"
#include "store/views/numbers_reader.hpp"
#include "store/views/view_reader.hpp"

namespace stoppress::newsroom {
namespace {

using base::Result;

constexpr std::array kNumberWindows{story::Window::day, story::Window::week, story::Window::month, story::Window::all};
/// Checked for each story listed: a ranking may contain stories withdrawn since.
constexpr std::size_t kRankedPerListed = 3;

struct MostViewed {
    story::Card card;
    std::int64_t views = 0;
};

Result<std::vector<MostViewed>> most_viewed(const readership::Readership& readership, store::ReadSnapshot& snapshot, story::Window window,
                                            std::size_t most) {
    std::vector<MostViewed> listed;
    const auto ranking = readership.ranking();
    if (!ranking) {
        return listed;
    }
    auto top = ranking->top(window, {});
    top = top.first(std::min(top.size(), most * kRankedPerListed));
    std::vector<base::StoryId> ids;
    ids.reserve(top.size());
    for (const auto& ranked : top) {
        ids.push_back(ranked.story);
    }
    TRY(auto cards, store::ListReader(snapshot).cards(ids));
    listed.reserve(std::min(most, cards.size()));
    for (auto& card : cards) {
        if (listed.size() == most) {
            break;
        }
        const auto ranked = std::ranges::find(top, card.id, &readership::Ranked::story);
        listed.push_back({std::move(card), ranked->views});
    }
    return listed;
}

void write_sum(JsonWriter& json, const store::ViewSum& sum) {
    json.key("views").number(sum.views);
    json.key("robots").number(sum.robots);
}

void write_span(JsonWriter& json, const std::string& time_zone, const NumbersSpan& span, const std::vector<NumbersSpan::Point>& points) {
    json.key("from").time(span.from());
    json.key("until").time(span.until());
    json.key("step").text(span.step() == NumbersSpan::Step::hour ? "hour" : "day");
    json.key("time_zone").text(time_zone);
    store::ViewSum total;
    json.key("series").begin_array();
    for (const auto& point : points) {
        json.begin_object();
        json.key("at").time(point.at);
        write_sum(json, point.sum);
        json.end_object();
        total += point.sum;
    }
    json.end_array();
    json.key("total").begin_object();
    write_sum(json, total);
    json.end_object();
}

/// The first of them, and the sum of the others.
void write_sums(JsonWriter& json, std::string_view name, std::string_view slug, const std::vector<store::NamedSum>& sums) {
    json.key(name).begin_object();
    json.key("listed").begin_array();
    const auto listed = std::min(sums.size(), kNumbersListed);
    for (const auto& each : std::span(sums).first(listed)) {
        json.begin_object();
        json.key(slug).text_or_null(each.slug);
        if (slug == "slug") {
            json.key("name").text_or_null(each.name);
        }
        write_sum(json, each.sum);
        json.end_object();
    }
    json.end_array();
    store::ViewSum rest;
    for (const auto& each : std::span(sums).subspan(listed)) {
        rest += each.sum;
    }
    json.key("others").begin_object();
    json.key("count").number(static_cast<std::int64_t>(sums.size() - listed));
    write_sum(json, rest);
    json.end_object();
    json.end_object();
}

Result<void> write_most_viewed(JsonWriter& json, const readership::Readership& readership, store::ReadSnapshot& snapshot) {
    json.key("most_viewed").begin_object();
    for (const auto window : kNumberWindows) {
        TRY(const auto listed, most_viewed(readership, snapshot, window, kMostViewedListed));
        json.key(story::to_string(window)).begin_array();
        for (const auto& [card, views] : listed) {
            json.begin_object();
            json.key("id").number(card.id.value);
            json.key("headline").text(card.headline);
            json.key("url").text(card.url);
            json.key("language").text(card.language);
            json.key("views").number(views);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
    return {};
}

Answer series_csv(const std::vector<NumbersSpan::Point>& points, std::string_view file_name) {
    CsvWriter csv({"time", "views", "robots"});
    for (const auto& point : points) {
        csv.text(base::format_rfc3339(point.at)).number(point.sum.views).number(point.sum.robots).end_row();
    }
    return csv.take(file_name);
}

Answer sums_csv(const std::vector<store::NamedSum>& sums, std::string_view column) {
    CsvWriter csv({column, "name", "views", "robots"});
    for (const auto& each : std::span(sums).first(std::min(sums.size(), kNumbersInCsv))) {
        csv.text(each.slug).text(each.name).number(each.sum.views).number(each.sum.robots).end_row();
    }
    return csv.take(fmt::format("numbers-{}.csv", column));
}

Result<Answer> most_viewed_csv(const readership::Readership& readership, store::ReadSnapshot& snapshot) {
    CsvWriter csv({"window", "story", "headline", "url", "views"});
    for (const auto window : kNumberWindows) {
        TRY(const auto listed, most_viewed(readership, snapshot, window, kNumbersInCsv));
        for (const auto& [card, views] : listed) {
            csv.text(story::to_string(window)).number(card.id.value).text(card.headline).text(card.url).number(views).end_row();
        }
    }
    return csv.take("numbers-most-viewed.csv");
}

Answer answer_of(std::string json) {
    Answer answer;
    answer.body = std::move(json);
    return answer;
}

}  // namespace

Result<Answer> NumbersHandlers::get_numbers(const Call& call, store::ReadSnapshot& snapshot) const {
    QueryReader reader(call.query);
    TRY(const auto span, NumbersSpan::read(reader, clock_.now(), settings_.site.timezone));
    TRY(const auto numbers, store::NumbersReader(snapshot).numbers(span.first_hour(), span.last_hour()));
    JsonWriter json;
    json.begin_object();
    write_span(json, settings_.site.timezone, span, span.sum_up(numbers.hours));
    write_sums(json, "sections", "slug", numbers.sections);
    write_sums(json, "authors", "slug", numbers.authors);
    write_sums(json, "languages", "language", numbers.languages);
    write_referrers(json, numbers.referrers, span.hours());
    TRY_VOID(write_most_viewed(json, readership_, snapshot));
    json.end_object();
    return answer_of(json.take());
}

Result<Answer> NumbersHandlers::get_numbers_csv(const Call& call, store::ReadSnapshot& snapshot) const {
    QueryReader reader(call.query);
    const auto table = reader.choice("table", {"time", "section", "author", "language", "referrer", "most_viewed"}).value_or("time");
    TRY(const auto span, NumbersSpan::read(reader, clock_.now(), settings_.site.timezone));
    if (table == "most_viewed") {
        return most_viewed_csv(readership_, snapshot);
    }
    TRY(const auto numbers, store::NumbersReader(snapshot).numbers(span.first_hour(), span.last_hour()));
    if (table == "section") {
        return sums_csv(numbers.sections, table);
    }
    if (table == "author") {
        return sums_csv(numbers.authors, table);
    }
    if (table == "language") {
        return sums_csv(numbers.languages, table);
    }
    if (table == "referrer") {
        return referrers_csv(numbers.referrers, "numbers-referrer.csv");
    }
    return series_csv(span.sum_up(numbers.hours), "numbers.csv");
}

Result<Answer> NumbersHandlers::get_numbers_now(const Call& /*call*/, store::ReadSnapshot& snapshot) const {
    TRY(auto json, reading_now(readership_, snapshot));
    return answer_of(std::move(json));
}

Result<Answer> NumbersHandlers::get_story_numbers(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see, snapshot));
    QueryReader reader(call.query);
    TRY(const auto span, NumbersSpan::read(reader, clock_.now(), settings_.site.timezone));
    TRY(const auto numbers, store::NumbersReader(snapshot).story_numbers(story.id, span.first_hour(), span.last_hour()));
    const std::array ids{story.id};
    TRY(const auto views, store::ViewReader(snapshot).views(ids, clock_.now()));
    JsonWriter json;
    json.begin_object();
    json.key("story").number(story.id.value);
    write_span(json, settings_.site.timezone, span, span.sum_up(numbers.hours));
    write_referrers(json, numbers.referrers, span.hours());
    json.key("views").begin_object();
    json.key("day").number(views.front().day);
    json.key("week").number(views.front().week);
    json.key("month").number(views.front().month);
    json.key("all").number(views.front().all);
    json.end_object();
    json.key("now");
    write_story_now(json, readership_.reading_now(story.id));
    json.end_object();
    return answer_of(json.take());
}

Result<Answer> NumbersHandlers::get_story_numbers_csv(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see, snapshot));
    QueryReader reader(call.query);
    const auto table = reader.choice("table", {"time", "referrer"}).value_or("time");
    TRY(const auto span, NumbersSpan::read(reader, clock_.now(), settings_.site.timezone));
    TRY(const auto numbers, store::NumbersReader(snapshot).story_numbers(story.id, span.first_hour(), span.last_hour()));
    if (table == "referrer") {
        return referrers_csv(numbers.referrers, fmt::format("numbers-{}-referrer.csv", story.id.value));
    }
    return series_csv(span.sum_up(numbers.hours), fmt::format("numbers-{}.csv", story.id.value));
}

}  // namespace stoppress::newsroom
