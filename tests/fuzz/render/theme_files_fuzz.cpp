// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a style sheet, a theme.toml and a catalogue of words: no crash, no hang, and a style sheet that is taken loads
// nothing from elsewhere.
#include <cstddef>
#include <cstdint>

#include "render/theme/assets.hpp"
#include "render/theme/description.hpp"
#include "render/theme/words.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::render;
    static const ThemeFiles built_in = stoppress::base::must(read_theme_files("/nonexistent", kBuiltInTheme));
    const std::string text(reinterpret_cast<const char*>(data), size);
    ThemeFiles files;
    files["assets/style.css"] = {{"assets/style.css", text}};
    files["assets/font.woff2"] = {{"assets/font.woff2", "font"}};
    static_cast<void>(check_css(files, "assets/style.css", files["assets/style.css"].front()));
    files = built_in;
    files["theme.toml"].push_back({"theme.toml", text});
    static_cast<void>(read_description(files));
    files["words/en.toml"].push_back({"words/en.toml", text});
    static_cast<void>(read_catalogues(files));
    return 0;
}
