// SPDX-License-Identifier: GPL-3.0-or-later
// Derived columns and counters, brought up to date when the writer starts.
// Thread: the writer thread, before its first job.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/result.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

/// Computes missing headline words for at most `limit` stories; returns for how many. Throws what Session throws.
std::int64_t fill_headline_words(Session& session, std::int64_t limit);

/// The key and the value in `made_with` for the monthly numbers of stories: the time zone and a fingerprint of its
/// rules, so that they are recounted when tzdata changes the rules.
inline constexpr std::string_view kMonthsMadeWith = "time_zone";
[[nodiscard]] std::string months_made_with(const settings::Settings& settings);

/// The published articles of each month, "2026-03" in the site's time zone, counted anew. Throws what Session throws.
[[nodiscard]] std::map<std::string, std::int64_t> count_months(Session& session, const settings::Settings& settings);

/// The key in `made_with` for the version of the headline words' rules (story::kHeadlineWordsRules).
inline constexpr std::string_view kHeadlineWordsMadeWith = "headline_words";

/// Gives a feed id to at most `limit` stories that were published before feed ids were stored: the one that feeds
/// used then, from the host of `site_url` and the day of publication. Returns whether there may be more. Throws
/// what Session throws.
bool fill_feed_ids(Session& session, std::string_view site_url, std::int64_t limit);

/// Adds logged views to the sums, computes missing or outdated headline words, missing feed ids and missing site-wide
/// sums of views, and recounts the stories per month if the time zone or its rules have changed.
base::Result<void> bring_up_to_date(WriterSession& writer);

}  // namespace stoppress::store
