// SPDX-License-Identifier: GPL-3.0-or-later
// Reloads the theme when its folder changes; a broken theme is logged and the last good one stays in use.
// Flow:   themes/<name>/ -> ThemeReloader -> serve (which passes the theme to every loop)
// Thread: it owns one, on which the callbacks are called. The destructor waits for it.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <thread>

#include "render/limits.hpp"
#include "render/theme/theme.hpp"

namespace stoppress::render {

class ThemeReloader {
public:
    using OnTheme = std::function<void(std::shared_ptr<const Theme>)>;

    /// Returns the settings in effect; called on the reloader's thread.
    using Current = std::function<std::shared_ptr<const settings::Settings>()>;

    /// Watches the folder of the current site.theme, even one that does not exist yet. If the setting changes, passes
    /// that theme on and watches its folder.
    ThemeReloader(Current current, OnTheme on_theme, std::chrono::milliseconds interval = kReloadInterval);
    ThemeReloader(const ThemeReloader&) = delete;
    ThemeReloader& operator=(const ThemeReloader&) = delete;
    ThemeReloader(ThemeReloader&&) = delete;
    ThemeReloader& operator=(ThemeReloader&&) = delete;
    ~ThemeReloader();

private:
    void run(const std::stop_token& stop);
    void reload(const settings::Settings& settings);

    Current current_;
    OnTheme on_theme_;
    std::chrono::milliseconds interval_;
    std::string name_;  ///< of the watched theme
    std::size_t state_;
    std::string version_;  ///< of the theme that was passed on last
    std::jthread thread_;
};

}  // namespace stoppress::render
