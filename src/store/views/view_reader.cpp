// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/views/view_reader.hpp"

#include <unordered_map>

#include "store/sql/id_list.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"
#include "store/views/ranking_facts.hpp"
#include "store/views/view_log.hpp"

namespace stoppress::store {

namespace {

/// Adds durable views that are not in the sums yet. `now`: the current hour.
base::Result<void> add_logged(Session& session, std::span<const base::StoryId> ids, base::Hour now, std::vector<story::Views>& views) {
    std::unordered_map<base::StoryId, story::Views*> wanted;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        wanted.emplace(ids[i], &views[i]);
    }
    const auto looks_back_to = [&](story::Window window, base::Hour hour) { return hour > now - *story::hours_of(window); };
    const auto add = [&](const ViewCount& count) {
        const auto found = wanted.find(count.story);
        if (found == wanted.end()) {
            return;
        }
        auto& sum = *found->second;
        sum.all += count.views;
        sum.month += looks_back_to(story::Window::month, count.hour) ? count.views : 0;
        sum.week += looks_back_to(story::Window::week, count.hour) ? count.views : 0;
        sum.day += looks_back_to(story::Window::day, count.hour) ? count.views : 0;
    };
    TRY_VOID(each_logged_view(session, add));
    return {};
}

}  // namespace

ViewReader::ViewReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::vector<story::Views>> ViewReader::views(std::span<const base::StoryId> ids, base::Time now) {
    return guarded([&]() -> base::Result<std::vector<story::Views>> {
        const auto hour = session_.hours().hour_of(now);
        const auto first_hour = [&](story::Window window) { return hour - *story::hours_of(window) + std::chrono::hours{1}; };
        std::vector<story::Views> views;
        views.reserve(ids.size());
        std::unordered_map<base::StoryId, story::Views> added;
        auto query = session_.session().query("stories.views");
        query.set("ids", list_of_ids(session_.session().dialect(), ids));
        query.set("day", first_hour(story::Window::day)).set("week", first_hour(story::Window::week));
        query.set("month", first_hour(story::Window::month));
        while (query.next()) {
            added[base::StoryId{query.integer("story")}] = {query.integer("day"), query.integer("week"), query.integer("month"),
                                                            query.integer("total")};
        }
        for (const auto id : ids) {
            views.push_back(added[id]);
        }
        TRY_VOID(add_logged(session_.session(), ids, hour, views));
        return views;
    });
}

base::Result<void> ViewReader::hours_between(base::Hour first, base::Hour last, const std::function<void(const ViewCount&)>& each) {
    return guarded([&]() -> base::Result<void> {
        auto query = session_.session().query("view_hour.between");
        query.set("first", first).set("last", last);
        while (query.next()) {
            each({{query.integer("story")}, query.hour("hour"), query.integer("views"), query.integer("robots")});
        }
        return {};
    });
}

base::Result<void> ViewReader::totals(const std::function<void(const ViewCount&, const RankingFacts&)>& each) {
    return guarded([&]() -> base::Result<void> {
        auto query = session_.session().query("view_total.list");
        while (query.next()) {
            const base::StoryId id{query.integer("story")};
            each({id, {}, query.integer("views"), query.integer("robots")}, ranking_facts_in(query, id));
        }
        return {};
    });
}

base::Result<void> ViewReader::logged_views(const std::function<void(const ViewCount&)>& each) {
    return guarded([&] { return each_logged_view(session_.session(), each); });
}

base::Result<std::vector<RankingFacts>> ViewReader::ranking_facts(std::span<const base::StoryId> ids) {
    return guarded([&]() -> base::Result<std::vector<RankingFacts>> {
        std::vector<RankingFacts> found;
        auto query = session_.session().query("stories.ranking_facts");
        query.set("ids", list_of_ids(session_.session().dialect(), ids));
        while (query.next()) {
            found.push_back(ranking_facts_in(query, {query.integer("story")}));
        }
        return found;
    });
}

base::Result<ViewCursor> ViewReader::view_cursor() {
    return guarded([&]() -> base::Result<ViewCursor> {
        auto query = session_.session().query("view_log.cursor");
        query.one();
        return ViewCursor{.snapshot = query.text("snapshot"), .run = query.text("run")};
    });
}

base::Result<ViewCursor> ViewReader::views_of_others(const ViewCursor& cursor, std::int64_t node,
                                                     const std::function<void(const ViewCount&)>& each) {
    TRY(auto now, view_cursor());
    if (now.run != cursor.run) {
        return base::fail(base::ErrorCode::stale, "the database server was restarted, or another server took over");
    }
    TRY_VOID(guarded([&] { return each_view_of_others(session_.session(), cursor.snapshot, node, each); }));
    return now;
}

}  // namespace stoppress::store
