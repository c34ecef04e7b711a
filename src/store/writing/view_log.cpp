// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writing/view_log.hpp"

#include <charconv>
#include <map>
#include <optional>
#include <vector>

#include <fmt/format.h>

namespace stoppress::store {
namespace {

base::Error unreadable() {
    return base::fail(base::ErrorCode::corrupt, "A batch of views in the database cannot be read. Restore a backup.");
}

/// Takes numbers and separators from the front of the text.
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
    std::optional<std::int64_t> number() {
        std::int64_t value = 0;
        const auto [next, error] = std::from_chars(at_, end_, value);
        if (error != std::errc{}) {
            return std::nullopt;
        }
        at_ = next;
        return value;
    }

private:
    const char* at_;
    const char* end_;
};

}  // namespace

std::string write_view_log(std::span<const ViewCount> counts) {
    std::string text;
    std::optional<std::int64_t> hour;
    for (const auto& count : counts) {
        if (!text.empty()) {
            text += ' ';
        }
        if (hour != count.hour) {
            hour = count.hour;
            fmt::format_to(std::back_inserter(text), "@{} ", *hour);
        }
        fmt::format_to(std::back_inserter(text), "{}:{}", count.story.value, count.views);
        if (count.robots != 0) {
            fmt::format_to(std::back_inserter(text), ":{}", count.robots);
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
            count.hour = *hour;
        }
        const auto story = scanner.number();
        const auto views = story && scanner.take(':') ? scanner.number() : std::nullopt;
        const auto robots = views && scanner.take(':') ? scanner.number() : std::optional<std::int64_t>(0);
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

base::Result<std::int64_t> each_logged_view(Session& session, const std::function<void(const ViewCount&)>& each) {
    std::int64_t last = 0;
    std::vector<std::string> batches;
    auto query = session.query("view_log.list");
    while (query.next()) {
        last = query.integer("number");
        batches.push_back(query.text("counts"));
    }
    for (const auto& batch : batches) {
        TRY_VOID(read_view_log(batch, each));
    }
    return last;
}

base::Result<void> add_view_counts(Session& session, std::span<const ViewCount> counts) {
    for (const auto& count : counts) {
        auto total = session.query("view_total.add");
        total.set("story", count.story.value).set("views", count.views).set("robots", count.robots);
        if (total.run() == 0) {
            return base::fail(base::ErrorCode::not_found, fmt::format("There is no story {}.", count.story.value));
        }
        auto hour = session.query("view_hour.add");
        hour.set("story", count.story.value).set("hour", count.hour).set("views", count.views).set("robots", count.robots).run();
    }
    return {};
}

base::Result<void> fold_view_log(Session& session) {
    // In the order of the rows that they are added to.
    std::map<std::pair<std::int64_t, std::int64_t>, ViewCount> sums;
    TRY(const auto last, each_logged_view(session, [&](const ViewCount& count) {
            auto& sum = sums[{count.hour, count.story.value}];
            sum = {count.story, count.hour, sum.views + count.views, sum.robots + count.robots};
        }));
    if (last == 0) {
        return {};
    }
    std::vector<ViewCount> counts;
    counts.reserve(sums.size());
    for (const auto& [key, sum] : sums) {
        counts.push_back(sum);
    }
    TRY_VOID(add_view_counts(session, counts));
    session.query("view_log.clear").set("last", last).run();
    return {};
}

}  // namespace stoppress::store
