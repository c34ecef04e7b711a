// SPDX-License-Identifier: GPL-3.0-or-later
// Reads views over time: of the whole site from its own sums, of one story from its hours. Logged views are added.
#include "store/views/numbers_reader.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "store/filing/filing_rows.hpp"
#include "store/limits.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"
#include "store/views/referrer_sums.hpp"
#include "store/views/view_log.hpp"

namespace stoppress::store {

namespace {

/// Sums by one kind of name, while they are collected.
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

/// Referrers in a span of hours, while they are collected.
class ReferrersGathered {
public:
    ReferrersGathered(Session& session, base::Hour first, base::Hour last)
        : since_(referrers_since(session, last + std::chrono::hours{1})), first_(std::max(first, since_)), last_(last) {}

    [[nodiscard]] bool covers(base::Hour hour) const { return hour >= first_ && hour <= last_; }
    /// Adds the stored sums: the query lacks the span and the limit of hosts.
    void read(Query query) {
        query.set("first", first_).set("last", last_).set("most", kReferrersRead + kNoHosts);
        while (query.next()) {
            hosts_[query.text("host")] = query.integer("views");
            count_ = query.integer("hosts");
            all_ = query.integer("referred");
        }
        unread_ = count_ - static_cast<std::int64_t>(hosts_.size());
    }
    /// Adds the logged views.
    void add(const ReferrerCount& logged) {
        if (covers(logged.hour)) {
            hosts_[logged.host] += logged.views;
            all_ += logged.views;
        }
    }
    ReferrerSums take(const std::map<base::Hour, ViewSum>& hours) {
        ReferrerSums sums{.since = since_, .direct = -all_, .within = 0, .listed = {}, .others = unread_, .others_views = all_};
        for (auto hour = hours.lower_bound(first_); hour != hours.end() && covers(hour->first); ++hour) {
            sums.direct += hour->second.views;
        }
        // Negative only if something else has changed the sums, which `check` finds.
        sums.direct = std::max<std::int64_t>(sums.direct, 0);
        for (auto& [host, views] : hosts_) {
            if (host == kWithinSite) {
                sums.within = views;
            } else if (host != kOtherSites) {
                sums.listed.push_back({.host = host, .views = views});
            }
        }
        std::ranges::sort(sums.listed, [](const ReferrerSum& one, const ReferrerSum& other) {
            return std::tie(other.views, one.host) < std::tie(one.views, other.host);
        });
        if (const auto most = static_cast<std::size_t>(kReferrersRead); sums.listed.size() > most) {
            sums.others += static_cast<std::int64_t>(sums.listed.size() - most);
            sums.listed.resize(most);
        }
        sums.others_views -= sums.within;
        for (const auto& each : sums.listed) {
            sums.others_views -= each.views;
        }
        return sums;
    }

private:
    static constexpr std::int64_t kNoHosts = 2;  ///< the site itself and the others, which sort before all hosts
    base::Hour since_;
    base::Hour first_;
    base::Hour last_;
    std::unordered_map<std::string, std::int64_t> hosts_{};
    std::int64_t count_ = 0;
    std::int64_t unread_ = 0;
    std::int64_t all_ = 0;
};

class NumbersCollector {
public:
    NumbersCollector(Session& session, base::Hour first, base::Hour last)
        : session_(session), first_(first), last_(last), referrers_(session, first, last) {}

    base::Result<Numbers> read() {
        read_sums();
        std::unordered_map<base::StoryId, ViewSum> logged;
        const auto add_logged = [&](const ViewCount& count) {
            if (count.hour >= first_ && count.hour <= last_) {
                const ViewSum sum{.views = count.views, .robots = count.robots};
                numbers_.hours[count.hour] += sum;
                logged[count.story] += sum;
            }
        };
        TRY_VOID(each_logged_view(session_, add_logged, [&](const ReferrerCount& referrer) { referrers_.add(referrer); }));
        for (const auto& [story, sum] : logged) {
            file(story, sum);
        }
        numbers_.sections = sections_.take();
        numbers_.languages = languages_.take();
        numbers_.authors = authors_.take();
        numbers_.referrers = referrers_.take(numbers_.hours);
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
            numbers_.hours[hours.hour("hour")] = sum_in(hours);
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
        referrers_.read(session_.query("numbers.referrers"));
    }

    /// By what the story is filed under, as fold_views() will do.
    void file(base::StoryId story, const ViewSum& sum) {
        auto filing = session_.query("story.filing");
        if (!filing.set("story", story.value).one()) {
            return;
        }
        const auto& language = filing.text("language");
        add(languages_.at(language), language, "", sum);
        const auto section_id = filing.integer("section_id");
        const auto section = section_of(session_, {section_id}).value_or(Section{});
        add(sections_.at(section_id), section.slug, section.name, sum);
        std::vector<base::AuthorId> ids;
        each_author_of(session_, story, [&ids](base::AuthorId id) { ids.push_back(id); });
        for (const auto id : ids) {
            if (const auto author = author_of(session_, id)) {
                add(authors_.at(id.value), author->slug, author->name, sum);
            }
        }
    }

    Session& session_;
    base::Hour first_;
    base::Hour last_;
    Numbers numbers_{};
    ReferrersGathered referrers_;
    Gathered<std::int64_t> sections_{};
    Gathered<std::int64_t> authors_{};
    Gathered<std::string> languages_{};
};

}  // namespace

NumbersReader::NumbersReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<Numbers> NumbersReader::numbers(base::Hour first, base::Hour last) {
    return guarded([&] { return NumbersCollector(session_.session(), first, last).read(); });
}

base::Result<StoryNumbers> NumbersReader::story_numbers(base::StoryId id, base::Hour first, base::Hour last) {
    return guarded([&]() -> base::Result<StoryNumbers> {
        auto& session = session_.session();
        StoryNumbers numbers;
        auto query = session.query("numbers.story_hours");
        query.set("story", id.value).set("first", first).set("last", last);
        while (query.next()) {
            numbers.hours[query.hour("hour")] = {.views = query.integer("views"), .robots = query.integer("robots")};
        }
        ReferrersGathered referrers(session, first, last);
        auto referred = session.query("numbers.story_referrers");
        referred.set("story", id.value);
        referrers.read(referred);
        const auto add_logged = [&](const ViewCount& count) {
            if (count.story == id && count.hour >= first && count.hour <= last) {
                numbers.hours[count.hour] += ViewSum{.views = count.views, .robots = count.robots};
            }
        };
        TRY_VOID(each_logged_view(session, add_logged, [&](const ReferrerCount& referrer) {
            if (referrer.story == id) {
                referrers.add(referrer);
            }
        }));
        numbers.referrers = referrers.take(numbers.hours);
        return numbers;
    });
}

}  // namespace stoppress::store
