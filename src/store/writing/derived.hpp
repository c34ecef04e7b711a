// SPDX-License-Identifier: GPL-3.0-or-later
// Columns and counters that follow from others or from settings: brought up to date before anything else happens.
// Thread: the writer thread, before its first job.
#pragma once

#include "base/result.hpp"
#include "store/writing/writer_session.hpp"

namespace stoppress::store {

/// Makes the words that searches go by where a story has none yet, of at most `limit` stories; returns of how many. Throws what Session
/// throws.
std::int64_t fill_headline_words(Session& session, std::int64_t limit);

/// Under which name `made_with` says by which time zone's rules the stories per month were counted, and what it says: the zone and a
/// fingerprint of its rules, so that they are counted again after tzdata has changed them.
inline constexpr std::string_view kMonthsMadeWith = "time_zone";
[[nodiscard]] std::string months_made_with(const settings::Settings& settings);

/// Under which name `made_with` says by which rules the words that searches go by were made (story::kHeadlineWordsRules).
inline constexpr std::string_view kHeadlineWordsMadeWith = "headline_words";

/// Gives an id to at most `limit` of the stories that were published before ids of feeds were kept: the one that feeds named them by then,
/// of the host of `site_url` and the day of publication. Returns whether there may be more. Throws what Session throws.
bool fill_feed_ids(Session& session, std::string_view site_url, std::int64_t limit);

/// Adds up the views that were only logged when the program ended, makes words for searches where they are missing or were made by other
/// rules, and ids of feeds and the whole site's sums of views where they are missing, and counts the stories per month again where they
/// were counted by another time zone or by other rules of it.
base::Result<void> bring_up_to_date(WriterSession& writer);

}  // namespace stoppress::store
