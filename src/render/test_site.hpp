// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: a temporary site folder and its theme.
// Thread: a test's.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "render/theme/theme.hpp"

namespace stoppress::render {

class TestSite {
public:
    /// `language` is "site.language = fa" or nothing.
    explicit TestSite(std::string_view language = {}) {
        std::string name = (std::filesystem::temp_directory_path() / "stoppress-theme-XXXXXX").string();
        settings_.folder = ::mkdtemp(name.data());
        settings_.site.title = "The Courier";
        settings_.site.url = "https://courier.example";
        settings_.site.timezone = "Europe/Berlin";
        if (!language.empty()) {
            settings_.site.language = language.substr(language.rfind(' ') + 1);
        }
    }
    TestSite(const TestSite&) = delete;
    TestSite& operator=(const TestSite&) = delete;
    TestSite(TestSite&&) = delete;
    TestSite& operator=(TestSite&&) = delete;
    ~TestSite() {
        std::error_code ignored;
        std::filesystem::remove_all(settings_.folder, ignored);
    }

    void write(const std::string& path, std::string_view bytes) const {
        const std::filesystem::path file = settings_.folder / path;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << bytes;
    }

    [[nodiscard]] settings::Settings& settings() { return settings_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return settings_.folder; }

    [[nodiscard]] std::shared_ptr<const Theme> theme() const { return base::must(Theme::load(settings_)); }
    /// Why the theme cannot be loaded; empty if it can.
    [[nodiscard]] std::string refusal() const {
        const auto loaded = Theme::load(settings_);
        return loaded.has_value() ? std::string{} : loaded.error().message;
    }

private:
    settings::Settings settings_;
};

}  // namespace stoppress::render
