// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/views/view_log.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <boost/unordered/unordered_flat_map.hpp>

#include "base/threads/this_thread.hpp"
#include "base/time/clock.hpp"
#include "store/limits.hpp"
#include "store/views/records.hpp"
#include "store/views/referrer_sums.hpp"
#include "store/views/site_sums.hpp"

namespace stoppress::store {
namespace {

base::Error unreadable() {
    return base::fail(base::ErrorCode::corrupt, "A stored batch of views cannot be read. Restore a backup.");
}

/// Reads numbers and separators from the front of the text.
class Scanner {
public:
    explicit Scanner(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}
    [[nodiscard]] bool done() const { return at_ == end_; }
    bool take(char expected) {
        if (done() || *at_ != expected) {
            return false;
        }
        ++at_;
        return true;
    }
    /// A story or a count, which are never negative.
    std::optional<std::int64_t> amount() {
        const auto value = number();
        return value && *value >= 0 ? value : std::nullopt;
    }
    /// Hours before 1970 are negative.
    std::optional<std::int64_t> number() {
        std::int64_t value = 0;
        const auto [next, error] = std::from_chars(at_, end_, value);
        if (error != std::errc{}) {
            return std::nullopt;
        }
        at_ = next;
        return value;
    }
    /// A referrer's name, which may be one that is not a host; empty if there is none.
    std::string_view host() {
        constexpr std::string_view kMayHold = "abcdefghijklmnopqrstuvwxyz0123456789.-*";
        const std::string_view rest(at_, end_);
        const auto name = rest.substr(0, std::min(rest.find_first_not_of(kMayHold), rest.size()));
        at_ += name.size();
        return name;
    }

private:
    const char* at_;
    const char* end_;
};

/// A batch has thousands of numbers, twenty times a second: formatting each would be most of the work.
void append(std::string& text, std::int64_t number) {
    const fmt::format_int digits(number);
    text.append(digits.data(), digits.size());
}

void append_hour(std::string& text, base::Hour hour) {
    text += '@';
    append(text, base::to_number(hour));
    text += ' ';
}

}  // namespace

std::string write_view_log(std::span<const ViewCount> counts) {
    std::string text;
    std::optional<base::Hour> hour;
    for (const auto& count : counts) {
        if (!text.empty()) {
            text += ' ';
        }
        if (hour != count.hour) {
            hour = count.hour;
            append_hour(text, *hour);
        }
        append(text, count.story.value);
        text += ':';
        append(text, count.views);
        if (count.robots != 0) {
            text += ':';
            append(text, count.robots);
        }
    }
    return text;
}

base::Result<void> read_view_log(std::string_view text, const std::function<void(const ViewCount&)>& each) {
    Scanner scanner(text);
    ViewCount count;
    while (!scanner.done()) {
        if (scanner.take('@')) {
            const auto hour = scanner.number();
            if (!hour || !scanner.take(' ')) {
                return unreadable();
            }
            count.hour = base::to_hour(*hour);
        }
        const auto story = scanner.amount();
        const auto views = story && scanner.take(':') ? scanner.amount() : std::nullopt;
        const auto robots = views && scanner.take(':') ? scanner.amount() : std::optional<std::int64_t>(0);
        if (!views || !robots || (!scanner.done() && !scanner.take(' '))) {
            return unreadable();
        }
        count.story = {*story};
        count.views = *views;
        count.robots = *robots;
        each(count);
    }
    return {};
}

std::string write_referrer_log(std::span<const ReferrerCount> referrers) {
    std::string text;
    std::optional<base::Hour> hour;
    for (const auto& referrer : referrers) {
        if (!text.empty()) {
            text += ' ';
        }
        if (hour != referrer.hour) {
            hour = referrer.hour;
            append_hour(text, *hour);
        }
        append(text, referrer.story.value);
        text += ':';
        append(text, referrer.views);
        text += ':';
        text += referrer.host;
    }
    return text;
}

base::Result<void> read_referrer_log(std::string_view text, const std::function<void(const ReferrerCount&)>& each) {
    Scanner scanner(text);
    ReferrerCount referrer;
    while (!scanner.done()) {
        if (scanner.take('@')) {
            const auto hour = scanner.number();
            if (!hour || !scanner.take(' ')) {
                return unreadable();
            }
            referrer.hour = base::to_hour(*hour);
        }
        const auto story = scanner.amount();
        const auto views = story && scanner.take(':') ? scanner.amount() : std::nullopt;
        const auto host = views && scanner.take(':') ? scanner.host() : std::string_view{};
        if (host.empty() || (!scanner.done() && !scanner.take(' '))) {
            return unreadable();
        }
        referrer.story = {*story};
        referrer.views = *views;
        referrer.host = host;
        each(referrer);
    }
    return {};
}

namespace {

/// The same with the readers' referrers.
base::Result<void> each_referred_view_in(Query query, const std::function<void(const ViewCount&)>& each,
                                         const std::function<void(const ReferrerCount&)>& referrer) {
    std::vector<std::pair<std::string, std::string>> batches;
    while (query.next()) {
        batches.emplace_back(query.text("counts"), query.text("referrers"));
    }
    base::YieldToWriter yield_to_writer(1);
    for (const auto& [counts, referrers] : batches) {
        TRY_VOID(read_view_log(counts, each));
        if (referrer) {
            TRY_VOID(read_referrer_log(referrers, referrer));
        }
        yield_to_writer.after_step();
    }
    return {};
}

/// Reads all batches that the statement returns before it passes the first one on.
base::Result<void> each_view_in(Query query, const std::function<void(const ViewCount&)>& each) {
    std::vector<std::string> batches;
    while (query.next()) {
        batches.push_back(query.text("counts"));
    }
    for (const auto& batch : batches) {
        TRY_VOID(read_view_log(batch, each));
    }
    return {};
}

}  // namespace

void each_logged_batch(Session& session, const std::function<void(const LoggedBatch&)>& each) {
    auto query = session.query("view_log.list");
    while (query.next()) {
        each({query.integer("number"), query.text("counts"), query.text("referrers")});
    }
}

base::Result<void> each_logged_view(Session& session, const std::function<void(const ViewCount&)>& each,
                                    const std::function<void(const ReferrerCount&)>& referrer) {
    return each_referred_view_in(session.query("view_log.list"), each, referrer);
}

base::Result<void> each_view_of_others(Session& session, const std::string& cursor, std::int64_t node,
                                       const std::function<void(const ViewCount&)>& each) {
    return each_view_in(session.query("view_log.since").set("cursor", cursor).set("node", node), each);
}

void append_view_log(Session& session, const Node* node, base::Time now, std::span<const ViewCount> counts,
                     std::span<const ReferrerCount> referrers) {
    auto query = session.query("view_log.append");
    if (node != nullptr) {
        query.set("node", node->id()).set("at", base::to_milliseconds(now));
    }
    query.set("counts", write_view_log(counts)).set("referrers", write_referrer_log(referrers)).run();
}

namespace {

base::Error no_story(std::int64_t id) {
    return base::fail(base::ErrorCode::not_found, fmt::format("There is no story {}.", id));
}

base::Result<void> add_one_by_one(Session& session, std::span<const ViewCount> counts) {
    base::YieldToWriter yield_to_writer(kRowsAtOnce);
    for (const auto& count : counts) {
        auto total = session.query("view_total.add");
        total.set("story", count.story.value).set("views", count.views).set("robots", count.robots);
        if (total.run() == 0) {
            return no_story(count.story.value);
        }
        auto hour = session.query("view_hour.add");
        hour.set("story", count.story.value).set("hour", count.hour).set("views", count.views).set("robots", count.robots).run();
        yield_to_writer.after_step();
    }
    add_site_sums(session, counts);
    return {};
}

/// One statement for all, because each is a round trip to a server.
base::Result<void> add_at_once(Session& session, std::span<const ViewCount> counts) {
    const CountArrays arrays(counts);
    const auto& [stories, hours, views, robots] = arrays;
    auto missing = session.query("view_total.missing");
    if (missing.set("stories", stories).one()) {
        return no_story(missing.integer("story"));
    }
    session.query("view_total.add_all").set("stories", stories).set("views", views).set("robots", robots).run();
    session.query("view_hour.add_all").set("stories", stories).set("hours", hours).set("views", views).set("robots", robots).run();
    add_site_sums(session, arrays);
    return {};
}

/// Sums up the logged views of each story and hour: some hundred batches of thousands of stories, mostly the same ones.
class LoggedSums {
public:
    void add(const ViewCount& count) {
        auto& sum = sums_[{base::to_number(count.hour), count.story.value}];
        sum.views += count.views;
        sum.robots += count.robots;
    }
    /// In the order of the rows that they are added to.
    [[nodiscard]] std::vector<ViewCount> counts() const {
        std::vector<ViewCount> counts;
        counts.reserve(sums_.size());
        for (const auto& [row, sum] : sums_) {
            counts.push_back({.story = {row.second}, .hour = base::to_hour(row.first), .views = sum.views, .robots = sum.robots});
        }
        std::ranges::sort(counts, {}, [](const ViewCount& count) { return std::pair(count.hour, count.story.value); });
        return counts;
    }

private:
    boost::unordered_flat_map<std::pair<std::int64_t, std::int64_t>, ViewSum> sums_;  ///< by hour and story
};

}  // namespace

base::Result<void> add_view_counts(Session& session, std::span<const ViewCount> counts, std::span<const ReferrerCount> referrers) {
    if (counts.empty()) {
        return {};
    }
    TRY_VOID(session.dialect() == Dialect::postgres ? add_at_once(session, counts) : add_one_by_one(session, counts));
    add_referrer_sums(session, referrers);
    return {};
}

base::Result<void> fold_view_log(Session& session, base::Time now) {
    LoggedSums sums;
    std::map<std::tuple<base::Hour, std::int64_t, std::string>, std::int64_t> referred;
    TRY_VOID(each_referred_view_in(
        session.query("view_log.take"), [&](const ViewCount& count) { sums.add(count); },
        [&](const ReferrerCount& referrer) { referred[{referrer.hour, referrer.story.value, referrer.host}] += referrer.views; }));
    if (session.dialect() == Dialect::postgres) {
        session.query("view_log.forget").set("before", base::to_milliseconds(now - kViewLogKept)).run();
    }
    std::vector<ReferrerCount> referrers;
    referrers.reserve(referred.size());
    for (const auto& [key, views] : referred) {
        const auto& [hour, story, host] = key;
        referrers.push_back({.story = {story}, .hour = hour, .host = host, .views = views});
    }
    return add_view_counts(session, sums.counts(), referrers);
}

}  // namespace stoppress::store
