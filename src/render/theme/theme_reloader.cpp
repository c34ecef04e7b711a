// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/theme/theme_reloader.hpp"

#include <spdlog/spdlog.h>

#include "base/threads/stoppable_sleep.hpp"
#include "render/theme/theme_files.hpp"

namespace stoppress::render {

ThemeReloader::ThemeReloader(Current current, OnTheme on_theme, std::chrono::milliseconds interval)
    : current_(std::move(current)),
      on_theme_(std::move(on_theme)),
      interval_(interval),
      name_(current_()->site.theme),
      state_(theme_folder_state(current_()->folder, name_)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

ThemeReloader::~ThemeReloader() = default;

void ThemeReloader::run(const std::stop_token& stop) {
    std::size_t seen = state_;
    while (!stop.stop_requested()) {
        base::sleep_for(stop, interval_);
        if (stop.stop_requested()) {
            return;
        }
        const auto settings = current_();
        const std::size_t now = theme_folder_state(settings->folder, settings->site.theme);
        if (settings->site.theme != name_) {
            name_ = settings->site.theme;
            version_.clear();
            // The thread that changed the setting read the folder at another moment, so it is read once more.
            state_ = ~now;
            seen = now;
            continue;
        }
        // Lets an editor, or a copy of many files, finish: the folder is read once it has not changed for one interval.
        if (now == seen && now != state_) {
            state_ = now;
            reload(*settings);
        }
        seen = now;
    }
}

void ThemeReloader::reload(const settings::Settings& settings) {
    auto theme = Theme::load(settings);
    if (!theme.has_value()) {
        spdlog::error("The theme was changed but cannot be used; the last valid version stays in use. {}", theme.error().message);
        return;
    }
    if ((*theme)->version() == version_) {
        return;
    }
    version_ = (*theme)->version();
    spdlog::info("The theme was changed and the new version is in use.");
    on_theme_(std::move(*theme));
}

}  // namespace stoppress::render
