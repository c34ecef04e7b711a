// SPDX-License-Identifier: GPL-3.0-or-later
// The lists that a published story is in, and what follows when they change: the numbers of stories per list, and the
// tags of every list and page that shows it.
// Flow:   WriteTransaction -> Filing before and after -> counters, tags of the change
// Thread: the writer thread only. All throw what Session throws.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/stories/story_row.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

struct Filing {
    base::StoryId story;
    story::Kind kind = story::Kind::article;
    base::SectionId section;
    std::vector<base::TopicId> topics{};
    std::vector<base::AuthorId> authors{};
    std::string language{};
    std::string translation_key{};
    base::Time published_at;
};

/// The lists that the story is in; nothing while readers cannot see it.
[[nodiscard]] std::optional<Filing> filing_of(WriterSession& writer, const StoryRow& row);

/// Updates the numbers of stories for the change from `before` to `after`, and appends the change with the
/// tags of both.
void refile(WriterSession& writer, std::string_view change, base::StoryId story, const std::optional<Filing>& before,
            const std::optional<Filing>& after);

/// The tags of every list and page that shows it.
void add_tags(WriterSession& writer, const Filing& filing, Tags& tags);

/// "2026-03" in the site's time zone.
[[nodiscard]] std::string month_of(base::Time time, const settings::Settings& settings);

}  // namespace stoppress::store
