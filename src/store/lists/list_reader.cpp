// SPDX-License-Identifier: GPL-3.0-or-later
// Reads lists of stories: for readers by page, for the API by cursor.
#include "store/lists/list_reader.hpp"

#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "base/time/clock.hpp"
#include "store/filing/filing_rows.hpp"
#include "store/limits.hpp"
#include "store/sql/id_list.hpp"
#include "store/stories/story_rows.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"
#include "story/words/headline_words.hpp"

namespace stoppress::store {

namespace {

constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::max();

/// The filters of a list; 0 and empty: none.
struct Narrowed {
    std::int64_t section = 0;
    std::int64_t topic = 0;
    std::int64_t author = 0;
    std::string language{};
};

/// The story after which a list continues.
struct Position {
    std::int64_t at = kEver;
    std::int64_t id = kEver;
};

struct Page {
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    std::int64_t before = kEver;
    Position after{};
    std::int64_t offset = 0;
    std::int64_t limit = 0;
};

Page page_of(const ListScope& scope, std::int64_t offset, std::int64_t limit) {
    Page page;
    if (scope.from) {
        page.from = base::to_milliseconds(*scope.from);
    }
    if (scope.before) {
        page.before = base::to_milliseconds(*scope.before);
    }
    page.offset = std::max<std::int64_t>(offset, 0);
    page.limit = std::max<std::int64_t>(limit, 0);
    return page;
}

Narrowed narrowed_of(const ListScope& scope) {
    return {scope.section.value, scope.topic.value, scope.author.value, scope.language};
}

/// The statement that uses the shortest index.
Query narrowed_query(Session& session, const Narrowed& narrowed) {
    auto query = narrowed.topic != 0     ? session.query("filter.topic")
                 : narrowed.author != 0  ? session.query("filter.author")
                 : narrowed.section != 0 ? session.query("filter.section")
                                         : session.query("filter.newest");
    query.set("language", narrowed.language).set("section", narrowed.section).set("topic", narrowed.topic).set("author", narrowed.author);
    return query;
}

Query list_query(Session& session, const ListScope& scope) {
    if (scope.section) {
        return session.query("list.section").set("section", scope.section.value);
    }
    if (scope.topic) {
        return session.query("list.topic").set("topic", scope.topic.value);
    }
    if (scope.author) {
        return session.query("list.author").set("author", scope.author.value);
    }
    if (!scope.language.empty()) {
        return session.query("list.language").set("language", scope.language);
    }
    return session.query("list.newest");
}

std::vector<base::StoryId> list_ids(Session& session, const ListScope& scope, const Page& page) {
    const bool by_entry = scope.section || scope.topic || scope.author;
    std::vector<base::StoryId> ids;
    auto query = by_entry && !scope.language.empty() ? narrowed_query(session, narrowed_of(scope)) : list_query(session, scope);
    if (by_entry && !scope.language.empty()) {
        query.set("after_at", page.after.at).set("after_id", page.after.id);
    }
    query.set("from", page.from).set("before", page.before).set("limit", page.limit).set("offset", page.offset);
    while (query.next()) {
        ids.push_back({query.integer("id")});
    }
    return ids;
}

std::vector<story::Card> cards_of(ReaderSession& reader, std::span<const base::StoryId> ids) {
    std::vector<story::Card> cards;
    cards.reserve(ids.size());
    for (const auto& row : listed_rows(reader.session(), ids)) {
        cards.push_back(card_of(row, reader.settings()));
    }
    return cards;
}

std::int64_t counted(Query query) {
    query.one();
    return query.integer("stories");
}

template <class Entry>
std::int64_t stories_of(const std::optional<Entry>& entry) {
    return entry ? entry->stories : 0;
}

std::int64_t tally(Session& session, const std::string& name) {
    return counted(session.query("tally.get").set("name", name));
}

std::optional<Position> parse_cursor(std::string_view cursor) {
    Position position;
    const auto* end = cursor.data() + cursor.size();
    const auto at = std::from_chars(cursor.data(), end, position.at);
    if (at.ec != std::errc{} || at.ptr == end || *at.ptr != '_') {
        return std::nullopt;
    }
    const auto id = std::from_chars(at.ptr + 1, end, position.id);
    return id.ec == std::errc{} && id.ptr == end ? std::optional(position) : std::nullopt;
}

base::Error bad_cursor() {
    auto error = base::fail(base::ErrorCode::invalid, "Invalid cursor: it does not belong to this list.");
    error.fields.push_back({"/cursor", "does not belong to this list"});
    return error;
}

struct Listed {
    std::vector<base::StoryId> ids{};
    std::string next{};
};

/// Reads one more than requested, to know whether there are more.
Listed along_index(Query query, std::string_view position_column, std::int64_t limit) {
    Listed listed;
    Position last;
    bool more = false;
    while (query.next()) {
        if (static_cast<std::int64_t>(listed.ids.size()) == limit) {
            more = true;
            continue;
        }
        last = {query.integer(position_column), query.integer("id")};
        listed.ids.push_back({last.id});
    }
    if (more) {
        listed.next = fmt::format("{}_{}", last.at, last.id);
    }
    return listed;
}

/// `hour`: the current one.
Listed most_viewed(Session& session, const StoryQuery& query, const Narrowed& narrowed, std::int64_t offset, base::Hour hour) {
    const auto hours = story::hours_of(query.window);
    auto ranked = hours ? session.query("filter.most_viewed").set("from_hour", hour - *hours + std::chrono::hours{1})
                        : session.query("filter.most_viewed_ever");
    ranked.set("language", narrowed.language).set("section", narrowed.section).set("topic", narrowed.topic).set("author", narrowed.author);
    ranked.set("limit", query.limit + 1).set("offset", offset);
    Listed listed;
    while (ranked.next()) {
        listed.ids.push_back({ranked.integer("id")});
    }
    if (static_cast<std::int64_t>(listed.ids.size()) > query.limit) {
        listed.ids.pop_back();
        listed.next = fmt::format("0_{}", offset + query.limit);
    }
    return listed;
}

/// Nothing if a slug does not exist: then no story can be in the list.
std::optional<Narrowed> resolve(Session& session, const StoryQuery& query) {
    Narrowed narrowed;
    narrowed.language = query.language;
    if (query.section.empty() && query.topic.empty() && query.author.empty()) {
        return narrowed;
    }
    auto names = session.query("filter.names");
    names.set("section", query.section).set("topic", query.topic).set("author", query.author).one();
    narrowed.section = query.section.empty() ? 0 : names.integer("section");
    narrowed.topic = query.topic.empty() ? 0 : names.integer("topic");
    narrowed.author = query.author.empty() ? 0 : names.integer("author");
    const bool known = (query.section.empty() || narrowed.section != 0) && (query.topic.empty() || narrowed.topic != 0) &&
                       (query.author.empty() || narrowed.author != 0);
    return known ? std::optional(narrowed) : std::nullopt;
}

/// Whether there is a filter that readers' lists do not support.
bool is_for_newsroom(const StoryQuery& query) {
    return !query.words.empty() || !query.owner.empty() || !query.assignee.empty() || query.with_draft || query.proposed;
}

/// The index used to search the newsroom's stories: the shortest that contains them all.
enum class Way : std::uint8_t { all, proposals, drafts, assignee, owner, status, calendar };

Way way_of(const StoryQuery& query) {
    if (query.proposed) {
        return Way::proposals;
    }
    if (query.status == story::Status::scheduled && (query.from || query.until)) {
        return Way::calendar;
    }
    if (query.with_draft) {
        return Way::drafts;
    }
    if (!query.assignee.empty()) {
        return Way::assignee;
    }
    if (query.status && *query.status != story::Status::published) {
        return Way::status;
    }
    return query.owner.empty() ? Way::all : Way::owner;
}

Query newsroom_query(Session& session, Way way) {
    switch (way) {
        case Way::proposals:
            return session.query("filter.newsroom_proposals");
        case Way::drafts:
            return session.query("filter.newsroom_drafts");
        case Way::assignee:
            return session.query("filter.newsroom_assignee");
        case Way::owner:
            return session.query("filter.newsroom_owner");
        case Way::status:
            return session.query("filter.newsroom_status");
        case Way::calendar:
            return session.query("filter.calendar");
        case Way::all:
            break;
    }
    return session.query("filter.newsroom");
}

void set_words(Query& query, std::string_view words) {
    const auto patterns = story::search_patterns(words);
    query.set("word_1", patterns[0]).set("word_2", patterns[1]).set("word_3", patterns[2]).set("word_4", patterns[3]);
    query.set("word_5", patterns[4]).set("word_6", patterns[5]).set("word_7", patterns[6]).set("word_8", patterns[7]);
}

Listed find(ReaderSession& reader, const StoryQuery& query, const Narrowed& narrowed, const Position& after) {
    auto& session = reader.session();
    if (query.order == StoryQuery::Order::most_viewed) {
        const auto hour = reader.hours().hour_of(query.now.value_or(base::SystemClock().now()));
        return most_viewed(session, query, narrowed, after.at == kEver ? 0 : std::max<std::int64_t>(after.id, 0), hour);
    }
    const auto from = query.from ? base::to_milliseconds(*query.from) : std::numeric_limits<std::int64_t>::min();
    const auto before = query.until ? base::to_milliseconds(*query.until) : kEver;
    if (query.status == story::Status::published && !is_for_newsroom(query)) {
        auto published = narrowed_query(session, narrowed);
        published.set("from", from).set("before", before).set("offset", std::int64_t{0});
        published.set("after_at", after.at).set("after_id", after.id).set("limit", query.limit + 1);
        return along_index(published, "listed_at", query.limit);
    }
    const auto way = way_of(query);
    auto newsroom = newsroom_query(session, way);
    if (way != Way::calendar) {
        newsroom.set("status", query.status ? story::to_string(*query.status) : std::string_view{});
    }
    if (way != Way::drafts) {
        newsroom.set("drafts", static_cast<std::int64_t>(query.with_draft));
    }
    newsroom.set("own_of", query.own_of).set("owner", query.owner).set("assignee", query.assignee);
    set_words(newsroom, query.words);
    newsroom.set("from", from)
        .set("before", before)
        .set("language", narrowed.language)
        .set("section", narrowed.section)
        .set("topic", narrowed.topic)
        .set("author", narrowed.author);
    newsroom.set("limit", query.limit + 1);
    if (way == Way::calendar) {
        // Ascending, so the position before the first is the lowest one.
        const bool from_start = after.at == kEver;
        newsroom.set("after_at", from_start ? std::numeric_limits<std::int64_t>::min() : after.at);
        newsroom.set("after_id", from_start ? std::numeric_limits<std::int64_t>::min() : after.id);
        return along_index(newsroom, "published_at", query.limit);
    }
    newsroom.set("after_at", after.at).set("after_id", after.id);
    return along_index(newsroom, "updated_at", query.limit);
}

}  // namespace

ListReader::ListReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::vector<story::Card>> ListReader::cards(std::span<const base::StoryId> ids) {
    return guarded([&]() -> base::Result<std::vector<story::Card>> { return cards_of(session_, ids); });
}

base::Result<std::vector<story::Card>> ListReader::list(const ListScope& scope, std::int64_t offset, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<story::Card>> {
        return cards_of(session_, list_ids(session_.session(), scope, page_of(scope, offset, limit)));
    });
}

base::Result<std::int64_t> ListReader::count(const ListScope& scope) {
    return guarded([&]() -> base::Result<std::int64_t> {
        auto& session = session_.session();
        const bool by_entry = scope.section || scope.topic || scope.author;
        const bool whole_time = !scope.from && !scope.before;
        const auto page = page_of(scope, 0, 0);
        if (!scope.language.empty() && (by_entry || !whole_time)) {
            const auto narrowed = narrowed_of(scope);
            auto query = session.query("count.filter");
            query.set("language", narrowed.language).set("section", narrowed.section).set("topic", narrowed.topic);
            query.set("author", narrowed.author).set("from", page.from).set("before", page.before);
            return counted(query);
        }
        if (!scope.language.empty()) {
            return tally(session, "language:" + scope.language);
        }
        if (whole_time) {
            return scope.section  ? stories_of(section_of(session, scope.section))
                   : scope.topic  ? stories_of(topic_of(session, scope.topic))
                   : scope.author ? stories_of(author_of(session, scope.author))
                                  : tally(session, "article");
        }
        auto query = scope.section  ? session.query("count.section").set("section", scope.section.value)
                     : scope.topic  ? session.query("count.topic").set("topic", scope.topic.value)
                     : scope.author ? session.query("count.author").set("author", scope.author.value)
                                    : session.query("count.newest");
        return counted(query.set("from", page.from).set("before", page.before));
    });
}

base::Result<std::vector<Month>> ListReader::months() {
    return guarded([&]() -> base::Result<std::vector<Month>> {
        std::vector<Month> months;
        auto query = session_.session().query("month.list");
        while (query.next()) {
            Month month;
            const auto& name = query.text("month");
            const auto dash = name.rfind('-');
            std::from_chars(name.data(), name.data() + std::min(dash, name.size()), month.year);
            std::from_chars(name.data() + std::min(dash + 1, name.size()), name.data() + name.size(), month.month);
            month.stories = query.integer("stories");
            months.push_back(month);
        }
        return months;
    });
}

base::Result<std::vector<story::Card>> ListReader::by_id(base::StoryId after, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<story::Card>> {
        std::vector<story::Card> cards;
        auto query = session_.session().query("published.by_id");
        query.set("after", after.value).set("limit", limit);
        while (query.next()) {
            auto& card = cards.emplace_back();
            card.id = {query.integer("id")};
            card.revision = query.integer("revision");
            card.url = query.text("address");
            card.headline = query.text("headline");
            card.language = query.text("language");
            card.published_at = base::from_milliseconds(query.integer("published_at"));
            card.updated_at = std::max(card.published_at, base::from_milliseconds(query.integer("updated_at")));
        }
        return cards;
    });
}

base::Result<base::StoryId> ListReader::last_published_id() {
    return guarded([&]() -> base::Result<base::StoryId> {
        auto query = session_.session().query("published.last_id");
        return query.one() ? base::StoryId{query.integer("id")} : base::StoryId{};
    });
}

base::Result<StoryList> ListReader::stories(const StoryQuery& query) {
    return guarded([&]() -> base::Result<StoryList> {
        if (query.limit < 1 || query.limit > kMaxListed) {
            return base::fail(base::ErrorCode::invalid, fmt::format("limit must be from 1 to {}.", kMaxListed));
        }
        Position after;
        if (!query.cursor.empty()) {
            const auto position = parse_cursor(query.cursor);
            if (!position) {
                return bad_cursor();
            }
            after = *position;
        }
        StoryList list;
        const auto narrowed = resolve(session_.session(), query);
        if (!narrowed) {
            return list;
        }
        auto listed = find(session_, query, *narrowed, after);
        list.next = std::move(listed.next);
        for (auto& row : filed_rows(session_.session(), listed.ids)) {
            list.stories.push_back(story_of(std::move(row), session_.settings()));
        }
        return list;
    });
}

base::Result<std::vector<story::Story>> ListReader::published(std::span<const base::StoryId> ids) {
    return guarded([&]() -> base::Result<std::vector<story::Story>> {
        std::vector<story::Story> stories;
        for (auto& row : filed_rows(session_.session(), ids)) {
            auto story = story_of(std::move(row), session_.settings());
            if (story.status == story::Status::published) {
                stories.push_back(std::move(story));
            }
        }
        return stories;
    });
}

base::Result<std::vector<story::Story>> ListReader::translations(const std::string& translation_key) {
    return guarded([&]() -> base::Result<std::vector<story::Story>> {
        std::vector<base::StoryId> ids;
        auto query = session_.session().query("story.translation_group");
        query.set("translation_key", translation_key);
        while (query.next()) {
            ids.push_back({query.integer("id")});
        }
        std::vector<story::Story> stories;
        for (auto& row : filed_rows(session_.session(), ids)) {
            stories.push_back(story_of(std::move(row), session_.settings()));
        }
        return stories;
    });
}

}  // namespace stoppress::store
