// SPDX-License-Identifier: GPL-3.0-or-later
// The search over published stories.
// Thread: a reading thread.
#pragma once

#include "base/time/clock.hpp"
#include "newsroom/api/call.hpp"
#include "search/following/site_search.hpp"
#include "settings/settings.hpp"

namespace stoppress::newsroom {

/// The arguments must outlive it.
class SearchHandlers {
public:
    SearchHandlers(const settings::Settings& settings, const base::Clock& clock, const search::SiteSearch& search)
        : settings_(settings), clock_(clock), search_(search) {}

    [[nodiscard]] base::Result<Answer> search_stories(const Call& call, store::ReadSnapshot& snapshot) const;

private:
    const settings::Settings& settings_;
    const base::Clock& clock_;
    const search::SiteSearch& search_;
};

}  // namespace stoppress::newsroom
