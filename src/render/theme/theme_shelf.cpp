// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/theme/theme_shelf.hpp"

#include <algorithm>

#include "render/limits.hpp"
#include "render/theme/theme_files.hpp"

namespace stoppress::render {

base::Result<std::shared_ptr<const Theme>> ThemeShelf::take(const settings::Settings& settings, std::string_view name) {
    const auto state = theme_folder_state(settings.folder, name);
    {
        const base::Lock lock(mutex_);
        const auto kept = std::ranges::find_if(entries_, [&](const Entry& entry) { return entry.theme->name() == name; });
        if (kept != entries_.end() && kept->state == state) {
            std::rotate(kept, kept + 1, entries_.end());
            return Theme::with_site(entries_.back().theme, settings.site);
        }
    }
    auto wanted = settings;
    wanted.site.theme = name;
    TRY(auto theme, Theme::load(wanted));
    const base::Lock lock(mutex_);
    std::erase_if(entries_, [&](const Entry& entry) { return entry.theme->name() == name; });
    entries_.push_back({state, theme});
    if (entries_.size() > kMaxShelf) {
        entries_.erase(entries_.begin());
    }
    return theme;
}

std::optional<ThemeShelf::Found> ThemeShelf::find(std::string_view path) const {
    const base::Lock lock(mutex_);
    for (const auto& entry : entries_) {
        const auto assets = entry.theme->assets();
        const auto found = std::ranges::find(assets, path, &Asset::path);
        if (found != assets.end()) {
            return Found{entry.theme, &*found};
        }
    }
    return std::nullopt;
}

}  // namespace stoppress::render
