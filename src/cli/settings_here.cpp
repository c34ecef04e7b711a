// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/settings_here.hpp"

#include <memory>

#include "settings/effective_settings.hpp"
#include "store/site/site_reader.hpp"
#include "store/stories/story_reader.hpp"

namespace stoppress::cli {

base::Result<importing::SettingsHere> settings_here(settings::Loaded loaded, store::ReadPool& pool) {
    settings::Kept kept;
    importing::SettingsHere here;
    bool in_use = false;
    TRY_VOID(pool.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        store::SiteReader site(snapshot);
        TRY(kept, site.settings());
        TRY(const auto menus, site.menus());
        TRY(in_use, store::StoryReader(snapshot).any());
        here.takes_menu = !in_use && menus.empty();
        return {};
    }));
    const auto effective = std::make_shared<settings::EffectiveSettings>(std::move(loaded));
    here.value = [current = effective->with(kept)](std::string_view key) {
        const settings::Setting* setting = settings::find_setting(key);
        return setting == nullptr ? std::string() : settings::stored_text(*setting, *current);
    };
    here.to_store = [effective, kept, in_use](std::string_view key, std::string_view value) -> std::optional<std::string> {
        if (in_use || kept.contains(key)) {
            return std::nullopt;
        }
        settings::Found found;
        found.shape = settings::Found::Shape::text;
        found.text = value;
        auto stored = effective->check(key, std::move(found));
        return stored.has_value() ? std::optional(std::move(*stored)) : std::nullopt;
    };
    return here;
}

}  // namespace stoppress::cli
