// SPDX-License-Identifier: GPL-3.0-or-later
// Reading what was viewed when: of the whole site from its own sums, of one story from its hours. What is only logged yet is added.
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "store/read_snapshot.hpp"
#include "store/sql/reader_session.hpp"
#include "store/writing/view_log.hpp"

namespace stoppress::store {

namespace {

/// Sums under one kind of name while they are gathered.
template <class Key>
class Gathered {
public:
    NamedSum& at(const Key& key) { return sums_[key]; }
    /// Most viewed first, by name among equals.
    std::vector<NamedSum> take() {
        std::vector<NamedSum> sorted;
        sorted.reserve(sums_.size());
        for (auto& [key, sum] : sums_) {
            sorted.push_back(std::move(sum));
        }
        std::ranges::sort(sorted, [](const NamedSum& one, const NamedSum& other) {
            return std::tie(other.sum.views, other.sum.robots, one.slug) < std::tie(one.sum.views, one.sum.robots, other.slug);
        });
        return sorted;
    }

private:
    std::unordered_map<Key, NamedSum> sums_{};
};

class NumbersReader {
public:
    NumbersReader(Session& session, std::int64_t first, std::int64_t last) : session_(session), first_(first), last_(last) {}

    base::Result<Numbers> read() {
        read_sums();
        std::unordered_map<base::StoryId, ViewSum> logged;
        TRY_VOID(each_logged_view(session_, [&](const ViewCount& count) {
            if (count.hour >= first_ && count.hour <= last_) {
                const ViewSum sum{.views = count.views, .robots = count.robots};
                numbers_.hours[count.hour] += sum;
                logged[count.story] += sum;
            }
        }));
        for (const auto& [story, sum] : logged) {
            file(story, sum);
        }
        numbers_.sections = sections_.take();
        numbers_.languages = languages_.take();
        numbers_.authors = authors_.take();
        return std::move(numbers_);
    }

private:
    static ViewSum sum_in(const Query& row) { return {.views = row.integer("views"), .robots = row.integer("robots")}; }
    static void add(NamedSum& to, const std::string& slug, const std::string& name, const ViewSum& sum) {
        to.slug = slug;
        to.name = name;
        to.sum += sum;
    }

    void read_sums() {
        auto hours = session_.query("numbers.hours");
        hours.set("first", first_).set("last", last_);
        while (hours.next()) {
            numbers_.hours[hours.integer("hour")] = sum_in(hours);
        }
        auto filings = session_.query("numbers.filings");
        filings.set("first", first_).set("last", last_);
        while (filings.next()) {
            const auto& language = filings.text("language");
            add(languages_.at(language), language, "", sum_in(filings));
            add(sections_.at(filings.integer("section")), filings.text("slug"), filings.text("name"), sum_in(filings));
        }
        auto authors = session_.query("numbers.authors");
        authors.set("first", first_).set("last", last_);
        while (authors.next()) {
            add(authors_.at(authors.integer("author")), authors.text("slug"), authors.text("name"), sum_in(authors));
        }
    }

    /// Under what the story is filed under, as adding up will.
    void file(base::StoryId story, const ViewSum& sum) {
        auto filing = session_.query("story.filing");
        if (!filing.set("story", story.value).one()) {
            return;
        }
        const auto& language = filing.text("language");
        add(languages_.at(language), language, "", sum);
        const auto section_id = filing.integer("section_id");
        auto section = session_.query("section.get");
        const bool filed = section.set("id", section_id).one();
        add(sections_.at(section_id), filed ? section.text("slug") : "", filed ? section.text("name") : "", sum);
        std::vector<std::int64_t> ids;
        auto of_story = session_.query("story_author.ids");
        of_story.set("story", story.value);
        while (of_story.next()) {
            ids.push_back(of_story.integer("id"));
        }
        for (const auto id : ids) {
            auto author = session_.query("author.get");
            if (author.set("id", id).one()) {
                add(authors_.at(id), author.text("slug"), author.text("name"), sum);
            }
        }
    }

    Session& session_;
    std::int64_t first_;
    std::int64_t last_;
    Numbers numbers_{};
    Gathered<std::int64_t> sections_{};
    Gathered<std::int64_t> authors_{};
    Gathered<std::string> languages_{};
};

}  // namespace

base::Result<Numbers> ReadSnapshot::numbers(std::int64_t first, std::int64_t last) {
    return guarded([&] { return NumbersReader(session_.session(), first, last).read(); });
}

base::Result<std::map<std::int64_t, ViewSum>> ReadSnapshot::story_hours(base::StoryId id, std::int64_t first, std::int64_t last) {
    return guarded([&]() -> base::Result<std::map<std::int64_t, ViewSum>> {
        std::map<std::int64_t, ViewSum> hours;
        auto query = session_.session().query("numbers.story_hours");
        query.set("story", id.value).set("first", first).set("last", last);
        while (query.next()) {
            hours[query.integer("hour")] = {.views = query.integer("views"), .robots = query.integer("robots")};
        }
        TRY_VOID(each_logged_view(session_.session(), [&](const ViewCount& count) {
            if (count.story == id && count.hour >= first && count.hour <= last) {
                hours[count.hour] += ViewSum{.views = count.views, .robots = count.robots};
            }
        }));
        return hours;
    });
}

}  // namespace stoppress::store
