// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/views/referrer_sums.hpp"

#include <charconv>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "store/limits.hpp"
#include "store/views/records.hpp"

namespace stoppress::store {
namespace {

constexpr std::string_view kReferrersSince = "referrers_since";

void add_referrers_one_by_one(Session& session, std::span<const ReferrerCount> counts) {
    // In the order of the rows that they are added to.
    std::map<std::pair<base::Hour, std::string_view>, std::int64_t> site;
    for (const auto& count : counts) {
        site[{count.hour, count.host}] += count.views;
    }
    for (const auto& [key, views] : site) {
        auto query = session.query("referrer_hour.add");
        query.set("hour", key.first).set("host", key.second).set("views", views).set("most", kReferrersPerHour).run();
    }
    for (const auto& count : counts) {
        auto query = session.query("story_referrer.add");
        query.set("story", count.story.value).set("hour", count.hour).set("host", count.host).set("views", count.views);
        query.set("most", kReferrersOfStoryPerHour).run();
    }
}

/// Two statements for all, because each is a round trip to a server.
void add_referrers_at_once(Session& session, std::span<const ReferrerCount> counts) {
    std::string stories = "{";
    std::string hours = "{";
    std::string hosts = "{";
    std::string views = "{";
    for (const auto& count : counts) {
        const std::string_view between = stories.size() == 1 ? "" : ",";
        fmt::format_to(std::back_inserter(stories), "{}{}", between, count.story.value);
        fmt::format_to(std::back_inserter(hours), "{}{}", between, base::to_number(count.hour));
        // In quotes, which no host contains: a host may be called "null".
        fmt::format_to(std::back_inserter(hosts), "{}\"{}\"", between, count.host);
        fmt::format_to(std::back_inserter(views), "{}{}", between, count.views);
    }
    for (auto* array : {&stories, &hours, &hosts, &views}) {
        *array += '}';
    }
    auto site = session.query("referrer_hour.add_all");
    site.set("hours", hours).set("hosts", hosts).set("views", views).set("most", kReferrersPerHour).run();
    auto story = session.query("story_referrer.add_all");
    story.set("stories", stories).set("hours", hours).set("hosts", hosts).set("views", views).set("most", kReferrersOfStoryPerHour).run();
}

}  // namespace

void add_referrer_sums(Session& session, std::span<const ReferrerCount> counts) {
    if (counts.empty()) {
        return;
    }
    if (session.dialect() == Dialect::postgres) {
        add_referrers_at_once(session, counts);
    } else {
        add_referrers_one_by_one(session, counts);
    }
}

void note_referrers_since(Session& session, base::Hour hour) {
    auto noted = session.query("made_with.get");
    if (!noted.set("name", kReferrersSince).one()) {
        session.query("made_with.put").set("name", kReferrersSince).set("value", std::to_string(base::to_number(hour))).run();
    }
}

void note_referrers_from(Session& session, base::Hour hour) {
    if (hour < referrers_since(session, hour + std::chrono::hours{1})) {
        session.query("made_with.put").set("name", kReferrersSince).set("value", std::to_string(base::to_number(hour))).run();
    }
}

base::Hour referrers_since(Session& session, base::Hour otherwise) {
    auto noted = session.query("made_with.get");
    if (!noted.set("name", kReferrersSince).one()) {
        return otherwise;
    }
    const auto& text = noted.text("value");
    std::int64_t hour = base::to_number(otherwise);
    std::from_chars(text.data(), text.data() + text.size(), hour);
    return base::to_hour(hour);
}

}  // namespace stoppress::store
