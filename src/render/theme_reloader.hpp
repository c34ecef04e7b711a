// SPDX-License-Identifier: GPL-3.0-or-later
// Loads the theme again when its folder changes; a broken theme is logged and the last good one stays.
// Flow:   themes/<name>/ -> ThemeReloader -> serve (which posts the theme to every loop)
// Thread: one of its own; the callback is called on it. The destructor waits for it.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "render/limits.hpp"
#include "render/theme.hpp"

namespace stoppress::render {

class ThemeReloader {
public:
    using OnTheme = std::function<void(std::shared_ptr<const Theme>)>;

    /// What holds now; called on the reloader's thread.
    using Current = std::function<std::shared_ptr<const settings::Settings>()>;

    /// Watches the folder of the current site.theme from now on, one that does not exist yet included. Where the name changes
    /// that theme is handed over, and its folder watched from then on.
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
    std::string name_;  ///< of the theme that is watched
    std::size_t state_;
    std::string version_;  ///< of the theme that was handed over last
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;
};

}  // namespace stoppress::render
