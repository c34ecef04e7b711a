// SPDX-License-Identifier: GPL-3.0-or-later
// What the API and its handlers are constructed from. Handlers do not see it: each group gets what it needs.
// Thread: plain data; references to objects that may be used by any thread.
#pragma once

#include "base/time/clock.hpp"
#include "fetching/fetch_workers.hpp"
#include "media/media_workers.hpp"
#include "newsroom/api/upkeep.hpp"
#include "newsroom/api/visibility.hpp"
#include "newsroom/auth/sign_in_throttle.hpp"
#include "newsroom/numbers/live_numbers.hpp"
#include "newsroom/review/presence.hpp"
#include "newsroom/review/previews.hpp"
#include "newsroom/review/story_news.hpp"
#include "readership/readership.hpp"
#include "search/following/site_search.hpp"
#include "settings/effective_settings.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::store {
class ReadPool;
class Writer;
}  // namespace stoppress::store

namespace stoppress::newsroom {

/// All of it must outlive the API and the threads that work for it.
struct ApiDependencies {
    const settings::Settings& settings;  ///< as loaded at start; settings that the newsroom can change are in `effective_settings`
    settings::EffectiveSettings& effective_settings;
    const base::Clock& clock;
    store::Writer& writer;
    store::ReadPool& pool;
    store::Credentials& credentials;
    readership::Readership& readership;
    const search::SiteSearch& search;
    Visibility& visibility;
    SignInThrottle& throttle;
    Presence& presence;
    Previews& previews;
    media::MediaWorkers& media_workers;
    fetching::FetchWorkers& fetch_workers;
    LiveNumbers& live_numbers;
    StoryNews& story_news;
    Upkeep& upkeep;
};

}  // namespace stoppress::newsroom
