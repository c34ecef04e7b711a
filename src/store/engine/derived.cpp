// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/engine/derived.hpp"

#include <map>
#include <utility>
#include <vector>

#include "base/time/time_zone.hpp"
#include "base/time/zone_hours.hpp"
#include "store/limits.hpp"
#include "store/lists/filing.hpp"
#include "store/stories/words.hpp"
#include "store/transaction/transaction_control.hpp"
#include "store/views/referrer_sums.hpp"
#include "store/views/site_sums.hpp"
#include "store/views/view_log.hpp"
#include "story/feed_id.hpp"
#include "story/words/headline_words.hpp"

namespace stoppress::store {

namespace {

constexpr std::string_view kSiteSums = "site_sums";

base::Hour current_hour(const WriterSession& writer) {
    return base::ZoneHours(writer.settings().site.timezone).hour_of(writer.now());
}

/// Computes the whole site's views for a database from before they were stored. With several nodes, also those of the
/// last days, because a node of an older version may have added views while others were upgraded.
void bring_site_sums_up_to_date(WriterSession& writer) {
    auto& session = writer.session();
    auto made_with = session.query("made_with.get");
    const auto now = current_hour(writer);
    auto first = now - kMayHaveOlderNodes;
    if (!made_with.set("name", kSiteSums).one()) {
        auto oldest = session.query("view_hour.first");
        oldest.one();
        first = oldest.optional_integer("hour") ? oldest.hour("hour") : now;
    } else if (session.dialect() == Dialect::sqlite) {
        return;
    }
    // The clock of the node that counted may have been ahead.
    for (const auto end = now + kMayHaveOlderNodes; first <= end; first += kHoursAtOnce) {
        TransactionControl(writer).begin();
        TransactionControl(writer).take_turn();
        mend_site_sums(session, first, first + kHoursAtOnce - std::chrono::hours{1});
        TransactionControl(writer).commit();
    }
    TransactionControl(writer).begin();
    TransactionControl(writer).take_turn();
    session.query("made_with.put").set("name", kSiteSums).set("value", "kept").run();
    TransactionControl(writer).commit();
}

}  // namespace

std::map<std::string, std::int64_t> count_months(Session& session, const settings::Settings& settings) {
    std::map<std::string, std::int64_t> months;
    auto query = session.query("published.dates");
    while (query.next()) {
        ++months[month_of(base::from_milliseconds(query.integer("listed_at")), settings)];
    }
    return months;
}

std::string months_made_with(const settings::Settings& settings) {
    const auto& name = settings.site.timezone;
    return name + ' ' + base::TimeZone::find_or_utc(name).fingerprint();
}

std::int64_t fill_headline_words(Session& session, std::int64_t limit) {
    std::vector<std::pair<std::int64_t, std::string>> stories;
    auto query = session.query("story.without_words");
    query.set("limit", limit);
    while (query.next()) {
        stories.emplace_back(query.integer("id"), story::headline_words(query.text("headline"), query.text("standfirst")));
    }
    for (const auto& [id, words] : stories) {
        put_headline_words(session, base::StoryId{id}, words);
    }
    return static_cast<std::int64_t>(stories.size());
}

namespace {

/// Replaces words made by other rules. Bounded transactions in the order of ids; restarted if it was not finished.
void renew_headline_words(WriterSession& writer) {
    auto& session = writer.session();
    auto made_with = session.query("made_with.get");
    if (made_with.set("name", kHeadlineWordsMadeWith).one() && made_with.text("value") == story::kHeadlineWordsRules) {
        return;
    }
    std::int64_t last = 0;
    for (auto read = kWordsAtOnce; read == kWordsAtOnce;) {
        TransactionControl(writer).begin();
        TransactionControl(writer).take_turn();
        std::vector<std::pair<std::int64_t, std::string>> changed;
        read = 0;
        auto query = session.query("story.words_after");
        query.set("after", last).set("limit", kWordsAtOnce);
        for (; query.next(); ++read) {
            last = query.integer("id");
            if (auto words = story::headline_words(query.text("headline"), query.text("standfirst"));
                words != query.text("headline_words")) {
                changed.emplace_back(last, std::move(words));
            }
        }
        for (const auto& [id, words] : changed) {
            put_headline_words(session, base::StoryId{id}, words);
        }
        if (read < kWordsAtOnce) {
            session.query("made_with.put").set("name", kHeadlineWordsMadeWith).set("value", std::string(story::kHeadlineWordsRules)).run();
        }
        TransactionControl(writer).commit();
    }
}

}  // namespace

bool fill_feed_ids(Session& session, std::string_view site_url, std::int64_t limit) {
    auto without = session.query("story.without_feed_id");
    without.set("limit", limit).one();
    const auto last = without.optional_integer("last");
    if (last) {
        auto fill = session.query("story.fill_feed_ids");
        fill.set("head", "tag:" + std::string(story::host_of(site_url)) + ",").set("tail", ":story/").set("last", *last).run();
    }
    return last.has_value();
}

base::Result<void> bring_up_to_date(WriterSession& writer) {
    auto& session = writer.session();
    TransactionControl(writer).begin();
    TransactionControl(writer).take_turn();
    TRY_VOID(fold_view_log(session, writer.now()));
    note_referrers_since(session, current_hour(writer));
    TransactionControl(writer).commit();
    // Stories from before searches existed, and those of a synthetic site.
    for (auto filled = kWordsAtOnce; filled == kWordsAtOnce;) {
        TransactionControl(writer).begin();
        TransactionControl(writer).take_turn();
        filled = fill_headline_words(session, kWordsAtOnce);
        TransactionControl(writer).commit();
    }
    renew_headline_words(writer);
    for (bool more = true; more;) {
        TransactionControl(writer).begin();
        TransactionControl(writer).take_turn();
        more = fill_feed_ids(session, writer.settings().site.url, kFeedIdsAtOnce);
        TransactionControl(writer).commit();
    }
    bring_site_sums_up_to_date(writer);
    const auto time_zone = months_made_with(writer.settings());
    auto made_with = session.query("made_with.get");
    if (made_with.set("name", kMonthsMadeWith).one() && made_with.text("value") == time_zone) {
        return {};
    }
    TransactionControl(writer).begin();
    TransactionControl(writer).take_turn();
    session.run("month.clear");
    for (const auto& [month, stories] : count_months(writer.session(), writer.settings())) {
        session.query("month.add").set("month", month).set("by", stories).run();
    }
    session.query("made_with.put").set("name", kMonthsMadeWith).set("value", time_zone).run();
    TransactionControl(writer).commit();
    return {};
}

}  // namespace stoppress::store
