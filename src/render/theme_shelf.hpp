// SPDX-License-Identifier: GPL-3.0-or-later
// Themes that are not in use, as they are looked at in the newsroom before one is chosen: loaded when asked for, and a few kept, with the
// files that their previews refer to.
// Flow:   themes/<name>/ -> ThemeShelf -> newsroom's preview; reader (assets of a preview)
// Thread: any but find() by loops only for what the theme in use does not have; waits for no loading.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "render/theme.hpp"

namespace stoppress::render {

class ThemeShelf {
public:
    /// The theme of that name with the rest of `settings`, as its folder is now. Fails as Theme::load does. Reads files.
    [[nodiscard]] base::Result<std::shared_ptr<const Theme>> take(const settings::Settings& settings, std::string_view name);

    struct Found {
        std::shared_ptr<const Theme> theme;  ///< keeps the asset
        const Asset* asset = nullptr;
    };
    /// The asset at `path` of a theme that was taken lately.
    [[nodiscard]] std::optional<Found> find(std::string_view path) const;

private:
    struct Entry {
        std::size_t state = 0;  ///< of its folder
        std::shared_ptr<const Theme> theme;
    };
    mutable std::mutex mutex_;
    std::vector<Entry> entries_;  // under mutex_; the last taken at the end
};

}  // namespace stoppress::render
