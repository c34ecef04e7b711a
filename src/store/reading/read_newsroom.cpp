// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what the newsroom sees in addition to readers, and views.
#include <unordered_map>

#include "store/read_snapshot.hpp"
#include "store/reading/story_rows.hpp"
#include "store/sql/reader_session.hpp"
#include "store/writing/view_log.hpp"

namespace stoppress::store {

namespace {

/// Adds durable views that are not in the sums yet. `now`: the current hour.
base::Result<void> add_logged(Session& session, std::span<const base::StoryId> ids, std::int64_t now, std::vector<story::Views>& views) {
    std::unordered_map<base::StoryId, story::Views*> wanted;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        wanted.emplace(ids[i], &views[i]);
    }
    const auto looks_back_to = [&](story::Window window, std::int64_t hour) { return hour > now - story::hours_of(window).value_or(0); };
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

base::Result<std::optional<story::Story>> ReadSnapshot::story(base::StoryId id) {
    return guarded([&]() -> base::Result<std::optional<story::Story>> {
        const auto row = find_story_row(session_.session(), id);
        if (!row) {
            return std::optional<story::Story>{};
        }
        TRY(auto story, story_of(session_.session(), *row, session_.settings(), Body::with));
        return std::optional(std::move(story));
    });
}

base::Result<std::vector<RevisionInfo>> ReadSnapshot::revisions(base::StoryId id) {
    return guarded([&]() -> base::Result<std::vector<RevisionInfo>> {
        std::vector<RevisionInfo> revisions;
        auto query = session_.session().query("revision.list");
        query.set("story", id.value);
        while (query.next()) {
            revisions.push_back({query.integer("number"), base::from_milliseconds(query.integer("saved_at")), query.text("saved_by"),
                                 query.text("headline")});
        }
        return revisions;
    });
}

base::Result<std::optional<story::Content>> ReadSnapshot::revision(base::StoryId id, std::int64_t number) {
    return guarded([&] { return load_revision(session_.session(), id, number); });
}

base::Result<std::string> ReadSnapshot::created_by(base::StoryId id) {
    return guarded([&]() -> base::Result<std::string> {
        const auto row = find_story_row(session_.session(), id);
        if (!row) {
            return base::fail(base::ErrorCode::not_found, "Story not found.");
        }
        return row->created_by;
    });
}

base::Result<std::vector<base::StoryId>> ReadSnapshot::due(base::Time now) {
    return guarded([&]() -> base::Result<std::vector<base::StoryId>> {
        std::vector<base::StoryId> due;
        auto query = session_.session().query("story.due");
        query.set("now", base::to_milliseconds(now));
        while (query.next()) {
            due.push_back({query.integer("id")});
        }
        return due;
    });
}

base::Result<std::optional<base::Time>> ReadSnapshot::next_due() {
    return guarded([&]() -> base::Result<std::optional<base::Time>> {
        auto query = session_.session().query("story.next_due");
        query.one();
        const auto due = query.optional_integer("published_at");
        return due ? std::optional(base::from_milliseconds(*due)) : std::nullopt;
    });
}

base::Result<std::vector<story::Views>> ReadSnapshot::views(std::span<const base::StoryId> ids, base::Time now) {
    return guarded([&]() -> base::Result<std::vector<story::Views>> {
        const auto hour = session_.hours().hour_of(now);
        const auto first_hour = [&](story::Window window) { return hour - story::hours_of(window).value_or(0) + 1; };
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

base::Result<void> ReadSnapshot::hours_between(std::int64_t first, std::int64_t last, const std::function<void(const ViewCount&)>& each) {
    return guarded([&]() -> base::Result<void> {
        auto query = session_.session().query("view_hour.between");
        query.set("first", first).set("last", last);
        while (query.next()) {
            each({{query.integer("story")}, query.integer("hour"), query.integer("views"), query.integer("robots")});
        }
        return {};
    });
}

base::Result<void> ReadSnapshot::totals(const std::function<void(const ViewCount&, const RankingFacts&)>& each) {
    return guarded([&]() -> base::Result<void> {
        auto query = session_.session().query("view_total.list");
        while (query.next()) {
            const base::StoryId id{query.integer("story")};
            each({id, 0, query.integer("views"), query.integer("robots")}, ranking_facts_in(query, id));
        }
        return {};
    });
}

base::Result<void> ReadSnapshot::logged_views(const std::function<void(const ViewCount&)>& each) {
    return guarded([&] { return each_logged_view(session_.session(), each); });
}

base::Result<std::vector<RankingFacts>> ReadSnapshot::ranking_facts(std::span<const base::StoryId> ids) {
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

base::Result<ViewCursor> ReadSnapshot::view_cursor() {
    return guarded([&]() -> base::Result<ViewCursor> {
        auto query = session_.session().query("view_log.cursor");
        query.one();
        return ViewCursor{.snapshot = query.text("snapshot"), .run = query.text("run")};
    });
}

base::Result<ViewCursor> ReadSnapshot::views_of_others(const ViewCursor& cursor, std::int64_t node,
                                                       const std::function<void(const ViewCount&)>& each) {
    TRY(auto now, view_cursor());
    if (now.run != cursor.run) {
        return base::fail(base::ErrorCode::stale, "the database server was restarted, or another server took over");
    }
    TRY_VOID(guarded([&] { return each_view_of_others(session_.session(), cursor.snapshot, node, each); }));
    return now;
}

}  // namespace stoppress::store
