// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress generate-views: views that nobody made, for a demo's rankings and numbers.
// Flow:   published stories -> synthetic_views -> store::Writer, as counted views are stored
#include <algorithm>
#include <memory>
#include <ostream>
#include <set>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/time/zone_hours.hpp"
#include "cli/commands.hpp"
#include "cli/generate/synthetic_views.hpp"
#include "cli/newsroom_settings.hpp"
#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/lists/list_reader.hpp"
#include "store/views/numbers_reader.hpp"
#include "store/views/view_writer.hpp"

namespace stoppress::cli {
namespace {

using base::Result;

constexpr std::int64_t kMaxDays = 400;
constexpr std::int64_t kMaxViewsPerDay = 10'000'000;
constexpr std::int64_t kStories = 200;  // the newest: what readers of such a site open
constexpr std::chrono::hours kHoursAtOnce{24};
constexpr std::chrono::hours kOneHour{1};

struct GenerateViewsOptions {
    std::int64_t days = 7;
    std::int64_t per_day = 2000;
    std::uint64_t seed = 1;
};

/// The stories to be viewed, and the hours that have views.
struct Site {
    std::vector<ViewedStory> stories;
    std::set<base::Hour> viewed;
    base::Hour referrers_since;  ///< the hour from which on referrers are known
};

/// The same after views are generated for the hours from `first` on. The referrers of real views before that
/// hour are unknown.
base::Hour referrers_since_with(const Site& site, base::Hour first) {
    auto since = site.referrers_since;
    while (since > first && !site.viewed.contains(since - kOneHour)) {
        --since;
    }
    return since;
}

Result<Site> look(store::ReadPool& pool, const base::ZoneHours& zone_hours, base::Hour first, base::Hour last) {
    Site site;
    TRY_VOID(pool.run([&](store::ReadSnapshot& snapshot) -> Result<void> {
        site = {};
        TRY(const auto cards, store::ListReader(snapshot).list({}, 0, kStories));
        for (const auto& card : cards) {
            site.stories.push_back({card.id, zone_hours.hour_of(card.published_at)});
        }
        TRY(const auto numbers, store::NumbersReader(snapshot).numbers(first, last));
        site.referrers_since = numbers.referrers.since;
        for (const auto& [hour, sum] : numbers.hours) {
            site.viewed.insert(hour);
        }
        return {};
    }));
    return site;
}

Result<int> generate_views(const GenerateViewsOptions& options, const Context& context) {
    TRY(const settings::Loaded loaded, load_with_newsroom(context, Missing::refuse, Upgrade::never));
    TRY(const auto writer, store::Writer::open(loaded.settings, context.clock));
    TRY(const auto pool, store::ReadPool::open(loaded.settings, 1));
    // Logged views would otherwise seem to be missing.
    TRY_VOID(writer->run([](store::WriteTransaction& transaction) { return store::ViewWriter(transaction).fold_views(); }));
    const auto now = context.clock.now();
    const base::ZoneHours zone_hours(loaded.settings.site.timezone);
    const auto last = zone_hours.hour_of(now);
    const auto first = last - std::chrono::days{options.days};
    TRY(const Site site, look(*pool, zone_hours, first, last));
    const std::chrono::duration<double> over = now - zone_hours.begin_of(last);
    const auto share_of_last = over / (zone_hours.begin_of(last + kOneHour) - zone_hours.begin_of(last));
    // Before the first views, so that an interrupted run leaves none whose referrers are hidden.
    TRY_VOID(writer->run([since = referrers_since_with(site, first)](store::WriteTransaction& transaction) {
        return store::ViewWriter(transaction).know_referrers_from(since);
    }));
    std::int64_t views = 0;
    std::int64_t hours = 0;
    for (auto from = first; from <= last; from += kHoursAtOnce) {
        SyntheticViews made;
        for (auto hour = from; hour <= std::min(last, from + kHoursAtOnce - kOneHour); ++hour) {
            if (!site.viewed.contains(hour)) {
                const auto before = made.counts.size();
                add_hour(made, site.stories, hour, options.per_day, hour == last ? share_of_last : 1, options.seed);
                hours += made.counts.size() > before ? 1 : 0;
            }
        }
        // Nodes learn of each other's views from the log alone; a site with a file has only one node.
        const bool log = writer->node() != 0;
        TRY_VOID(writer->run([&](store::WriteTransaction& transaction) {
            return log ? store::ViewWriter(transaction).log_views(made.counts, made.referrers)
                       : store::ViewWriter(transaction).add_views(made.counts, made.referrers);
        }));
        views += made.views();
    }
    context.out << fmt::format("{} views of {} stories generated, in {} hours that had none\n", views, site.stories.size(), hours);
    return kAllWell;
}

}  // namespace

void add_generate_views(CLI::App& app, Context& context) {
    auto options = std::make_shared<GenerateViewsOptions>();
    CLI::App& command = add_command(app, context, "generate-views",
                                    "Generate views of the newest stories, for demos: in hours of the last days without views");
    command.add_option("--days", options->days, "The number of days to go back")
        ->check(CLI::Range(std::int64_t{1}, kMaxDays))
        ->capture_default_str();
    command.add_option("--per-day", options->per_day, "The approximate number of views per day")
        ->check(CLI::Range(std::int64_t{1}, kMaxViewsPerDay))
        ->capture_default_str();
    command.add_option("--seed", options->seed, "The same seed generates the same views")->capture_default_str();
    when_chosen(command, context, [options, &context] { return generate_views(*options, context); });
}

}  // namespace stoppress::cli
