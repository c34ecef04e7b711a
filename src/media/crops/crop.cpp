// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/crops/crop.hpp"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace stoppress::media {

std::string CropArea::text() const {
    return fmt::format("{},{},{},{},{}", x, y, width, height, rotate);
}

std::optional<CropArea> CropArea::parse(std::string_view text) {
    CropArea area;
    const std::array<std::int64_t*, 5> members{&area.x, &area.y, &area.width, &area.height, &area.rotate};
    for (std::int64_t* const member : members) {
        const char* const end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, *member);
        if (error != std::errc{}) {
            return std::nullopt;
        }
        text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
        const bool last = member == members.back();
        if (last ? !text.empty() : !text.starts_with(',')) {
            return std::nullopt;
        }
        text.remove_prefix(last ? 0 : 1);
    }
    return area;
}

bool is_inside(const CropArea& area, std::int64_t width, std::int64_t height) {
    const bool turned = area.rotate == 0 || area.rotate == 90 || area.rotate == 180 || area.rotate == 270;
    // Without sums, which could be too large.
    return turned && area.width > 0 && area.height > 0 && area.x >= 0 && area.y >= 0 && area.width <= width && area.height <= height &&
           area.x <= width - area.width && area.y <= height - area.height;
}

CropArea on_file(const CropArea& area, int orientation, std::int64_t width, std::int64_t height) {
    constexpr int kFirstOnItsSide = 5;
    const bool on_its_side = orientation >= kFirstOnItsSide;
    CropArea there = area;
    if (on_its_side) {
        there.x = area.y;
        there.y = area.x;
        there.width = area.height;
        there.height = area.width;
    }
    // Which axes of the file run against those that are seen.
    const bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool from_bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    if (from_right) {
        there.x = width - there.x - there.width;
    }
    if (from_bottom) {
        there.y = height - there.y - there.height;
    }
    return there;
}

}  // namespace stoppress::media
