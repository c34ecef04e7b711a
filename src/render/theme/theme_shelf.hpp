// SPDX-License-Identifier: GPL-3.0-or-later
// Themes that are previewed in the newsroom but not in use: loaded on demand, and a few kept in memory with the files
// that their previews refer to.
// Flow:   themes/<name>/ -> ThemeShelf -> newsroom's preview; reader (assets of a preview)
// Thread: take() any but a loop's, because it reads files; find() any. No lock is held while a theme loads.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/threads/mutex.hpp"
#include "render/theme/theme.hpp"

namespace stoppress::render {

class ThemeShelf {
public:
    /// The theme of that name with the rest of `settings`, from its folder as it is now. Fails as Theme::load does.
    [[nodiscard]] base::Result<std::shared_ptr<const Theme>> take(const settings::Settings& settings, std::string_view name);

    struct Found {
        std::shared_ptr<const Theme> theme;  ///< keeps the asset alive
        const Asset* asset = nullptr;
    };
    /// The asset at `path` of a theme that was taken recently.
    [[nodiscard]] std::optional<Found> find(std::string_view path) const;

private:
    struct Entry {
        std::size_t state = 0;  ///< of its folder
        std::shared_ptr<const Theme> theme;
    };
    mutable base::Mutex mutex_;
    std::vector<Entry> entries_ GUARDED_BY(mutex_);  // the last taken at the end
};

}  // namespace stoppress::render
