// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/views/site_sums.hpp"

#include <iterator>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/threads/this_thread.hpp"
#include "store/filing/filing_rows.hpp"
#include "store/limits.hpp"
#include "store/views/records.hpp"

namespace stoppress::store {

void add_site_sums(Session& session, std::span<const ViewCount> counts) {
    // In the order of the rows that they are added to.
    std::map<std::tuple<base::Hour, std::int64_t, std::string>, ViewSum> filings;
    std::map<std::pair<base::Hour, std::int64_t>, ViewSum> authors;
    base::YieldToWriter yield_to_writer(kRowsAtOnce);
    for (const auto& count : counts) {
        const ViewSum added{.views = count.views, .robots = count.robots};
        auto filing = session.query("story.filing");
        filing.set("story", count.story.value).one();
        filings[{count.hour, filing.integer("section_id"), filing.text("language")}] += added;
        each_author_of(session, count.story, [&](base::AuthorId author) { authors[{count.hour, author.value}] += added; });
        yield_to_writer.after_step();
    }
    for (const auto& [key, sum] : filings) {
        auto query = session.query("site_hour.add");
        query.set("hour", std::get<0>(key)).set("section", std::get<1>(key)).set("language", std::get<2>(key));
        query.set("views", sum.views).set("robots", sum.robots).run();
    }
    for (const auto& [key, sum] : authors) {
        auto query = session.query("author_hour.add");
        query.set("hour", key.first).set("author", key.second).set("views", sum.views).set("robots", sum.robots).run();
    }
}

CountArrays::CountArrays(std::span<const ViewCount> counts) {
    const auto append = [](std::string& array, std::int64_t value) {
        fmt::format_to(std::back_inserter(array), "{}{}", array.size() == 1 ? "" : ",", value);
    };
    for (const auto& count : counts) {
        append(stories, count.story.value);
        append(hours, base::to_number(count.hour));
        append(views, count.views);
        append(robots, count.robots);
    }
    for (auto* array : {&stories, &hours, &views, &robots}) {
        *array += '}';
    }
}

void add_site_sums(Session& session, const CountArrays& counts) {
    for (const StatementName name : {StatementName{"site_hour.add_all"}, StatementName{"author_hour.add_all"}}) {
        auto query = session.query(name);
        query.set("stories", counts.stories).set("hours", counts.hours).set("views", counts.views).set("robots", counts.robots).run();
    }
}

std::vector<base::Hour> wrong_site_hours(Session& session, base::Hour first, base::Hour last) {
    std::vector<base::Hour> hours;
    auto wrong = session.query("site_hour.wrong");
    wrong.set("first", first).set("last", last);
    while (wrong.next()) {
        hours.push_back(wrong.hour("hour"));
    }
    return hours;
}

std::int64_t mend_site_sums(Session& session, base::Hour first, base::Hour last) {
    const auto hours = wrong_site_hours(session, first, last);
    for (const auto hour : hours) {
        session.query("site_hour.clear").set("hour", hour).run();
        session.query("author_hour.clear").set("hour", hour).run();
        session.query("site_hour.fill").set("hour", hour).run();
        session.query("author_hour.fill").set("hour", hour).run();
    }
    return static_cast<std::int64_t>(hours.size());
}

}  // namespace stoppress::store
