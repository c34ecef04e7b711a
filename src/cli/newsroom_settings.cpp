// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/newsroom_settings.hpp"

#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/site/site_reader.hpp"

namespace stoppress::cli {

base::Result<settings::Kept> kept_settings(const settings::Settings& settings) {
    settings::Kept kept;
    TRY(const auto pool, store::ReadPool::open(settings, 1));
    TRY_VOID(pool->run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(kept, store::SiteReader(snapshot).settings());
        return {};
    }));
    return kept;
}

base::Result<settings::Loaded> load_with_newsroom(const Context& context, Missing missing, Upgrade upgrade) {
    TRY(auto loaded, load_site(context, missing));
    auto kept = kept_settings(loaded.settings);
    if (!kept.has_value() && kept.error().code != base::ErrorCode::not_found && upgrade == Upgrade::first) {
        TRY_VOID(store::Writer::open(loaded.settings, context.clock));
        kept = kept_settings(loaded.settings);
    }
    return kept.has_value() ? settings::with_newsroom_at_start(std::move(loaded), *kept) : std::move(loaded);
}

}  // namespace stoppress::cli
