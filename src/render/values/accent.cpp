// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/values/accent.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace stoppress::render {

namespace {

using Channels = std::array<double, 3>;  // 0 to 255

constexpr double kEnough = 4.5;
/// The lightest surface that text in this colour has on the default theme's dark pages: --card of its style.css.
constexpr std::string_view kDarkSurface = "#211f1a";
constexpr int kSteps = 64;

Channels channels_of(std::string_view color) {
    Channels channels{};
    for (std::size_t i = 0; i < channels.size(); ++i) {
        int value = 0;
        const auto digits = color.substr(1 + 2 * i, 2);
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        channels.at(i) = value;
    }
    return channels;
}

double luminance(const Channels& channels) {
    constexpr Channels kWeights{0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const double share = channels.at(i) / 255;
        sum += kWeights.at(i) * (share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4));
    }
    return sum;
}

std::string text_of(const Channels& channels) {
    return fmt::format("#{:02x}{:02x}{:02x}", static_cast<unsigned>(std::lround(channels[0])),
                       static_cast<unsigned>(std::lround(channels[1])), static_cast<unsigned>(std::lround(channels[2])));
}

constexpr std::string_view kNone = "none";
constexpr std::size_t kColorDigits = 6;

/// Colours with "#"; `light` may be empty.
AccentSheet sheet_of(std::string_view light, std::string_view dark) {
    AccentSheet sheet;
    sheet.name = fmt::format("accent-{}-{}.css", light.empty() ? kNone : light.substr(1), dark.substr(1));
    // On paper it stays black and white.
    if (!light.empty()) {
        sheet.css = fmt::format("@media screen {{ :root {{ --red: {}; }} }}\n", light);
    }
    sheet.css += fmt::format("@media screen and (prefers-color-scheme: dark) {{ :root {{ --red: {}; }} }}\n", dark);
    return sheet;
}

bool take(std::string_view& text, std::string_view prefix) {
    const bool there = text.starts_with(prefix);
    text.remove_prefix(there ? prefix.size() : 0);
    return there;
}

std::optional<std::string_view> take_hex(std::string_view& text, std::size_t digits) {
    const auto taken = text.substr(0, digits);
    const bool hex = std::ranges::all_of(taken, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (taken.size() != digits || !hex) {
        return std::nullopt;
    }
    text.remove_prefix(digits);
    return taken;
}

}  // namespace

double contrast(std::string_view one, std::string_view other) {
    const auto [less, more] = std::minmax({luminance(channels_of(one)), luminance(channels_of(other))});
    return (more + 0.05) / (less + 0.05);
}

std::string readable_on_dark(std::string_view color) {
    const Channels from = channels_of(color);
    std::string made(color);
    for (int step = 1; step <= kSteps && contrast(made, kDarkSurface) < kEnough; ++step) {
        Channels mixed = from;
        for (double& channel : mixed) {
            channel += (255 - channel) * step / kSteps;
        }
        made = text_of(mixed);
    }
    return made;
}

std::optional<AccentSheet> accent_sheet(const settings::Settings::Site& site) {
    if (site.accent.empty() && site.accent_dark.empty()) {
        return std::nullopt;
    }
    return sheet_of(site.accent, site.accent_dark.empty() ? readable_on_dark(site.accent) : site.accent_dark);
}

std::optional<AccentSheet> accent_sheet_at(std::string_view path) {
    constexpr std::size_t kHashDigits = 32;
    if (!take(path, "/assets/") || !take_hex(path, kHashDigits) || !take(path, "/accent-")) {
        return std::nullopt;
    }
    std::string light;
    if (!take(path, kNone)) {
        const auto digits = take_hex(path, kColorDigits);
        if (!digits) {
            return std::nullopt;
        }
        light = '#' + std::string(*digits);
    }
    const auto dark = take(path, "-") ? take_hex(path, kColorDigits) : std::nullopt;
    return dark && path == ".css" ? std::optional(sheet_of(light, '#' + std::string(*dark))) : std::nullopt;
}

}  // namespace stoppress::render
