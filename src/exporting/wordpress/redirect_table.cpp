// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/wordpress/redirect_table.hpp"

#include <array>

#include <fmt/format.h>

#include "base/text/percent.hpp"

namespace stoppress::exporting {
namespace {

/// Bytes of lines that are kept before they are written.
constexpr std::size_t kLinesKept = std::size_t{1} << 16;

constexpr std::array kPlaces{MovedList{"/sections/", "/category/"}, MovedList{"/topics/", "/tag/"}, MovedList{"/authors/", "/author/"}};

}  // namespace

base::Result<void> RedirectTable::add(std::string_view from, std::string_view to) {
    lines_ += fmt::format("\"{}\",\"{}\"\n", from, to);
    ++written_;
    return lines_.size() < kLinesKept ? base::Result<void>{} : finish();
}

base::Result<void> RedirectTable::finish() {
    if (lines_.empty()) {
        return {};
    }
    if (!file_) {
        TRY(file_, folder_.open("redirects.csv"));
    }
    TRY_VOID(file_->append(lines_));
    lines_.clear();
    return {};
}

std::string wordpress_target(std::string_view address) {
    for (const auto& [here, there] : kWordPressLists) {
        if (address == here) {
            return std::string(there);
        }
    }
    for (const auto& [here, there] : kPlaces) {
        if (address.starts_with(here) && address.find('/', here.size()) == std::string_view::npos) {
            return std::string(there) + std::string(address.substr(here.size()));
        }
    }
    return std::string(address);
}

std::string wordpress_address(const story::Story& story, std::string_view time_zone) {
    if (story.content.kind == story::Kind::page) {
        return "/" + base::percent_encoded(story.content.slug);
    }
    return story::default_address(story.published_at.value_or(story.updated_at), story.content.slug, std::string(time_zone));
}

}  // namespace stoppress::exporting
