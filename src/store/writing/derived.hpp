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

/// Adds up the views that were only logged when the program ended, makes words for searches and the whole site's sums of views
/// where they are missing, and counts the stories per month again where the site's time zone is another one than they were counted in.
base::Result<void> bring_up_to_date(WriterSession& writer);

}  // namespace stoppress::store
