// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exporting.hpp"

#include <fmt/format.h>

namespace stoppress::exporting {

void Exported::count(const story::Story& story) {
    if (story.status != story::Status::published) {
        ++drafts;
    } else if (story.content.kind == story::Kind::page) {
        ++pages;
    } else {
        ++articles;
    }
    if (story.body_unreadable) {
        ++lost;
        notes.push_back(fmt::format("story {} has no body, because it cannot be read; run `stoppress check`.", story.id.value));
    }
}

void Exported::add_losses(const std::vector<std::string>& missing_files) {
    lost += missing_files.size();
    if (!missing_files.empty()) {
        notes.push_back(
            fmt::format("{} files are missing in the media library, the first is {}.", missing_files.size(), missing_files.front()));
    }
}

base::Error interrupted() {
    return base::fail(base::ErrorCode::unavailable, "interrupted; nothing was written.");
}

}  // namespace stoppress::exporting
