// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exporting.hpp"

#include <fmt/format.h>

#include "exporting/site_walk.hpp"

namespace stoppress::exporting {

void Exported::count(const WalkedStory& walked) {
    const story::Story& story = walked.story;
    if (story.status != story::Status::published) {
        ++drafts;
    } else if (story.content.kind == story::Kind::page) {
        ++pages;
    } else {
        ++articles;
    }
    comments += walked.comments.size();
    if (story.body_unreadable) {
        ++lost;
        notes.push_back(fmt::format("story {} has no body, because it cannot be read; run `stoppress check`.", story.id.value));
    }
    if (walked.draft_unreadable) {
        ++lost;
        notes.push_back(
            fmt::format("story {} is as it was last saved, because its draft cannot be read; run `stoppress check`.", story.id.value));
    }
}

void Exported::note_comments() {
    if (comments != 0) {
        notes.push_back(fmt::format("{} comments are not in this export; `export wxr` and `export archive` have them.", comments));
    }
}

void Exported::add_missing(const std::set<std::string>& names) {
    lost += names.size();
    if (!names.empty()) {
        notes.push_back(fmt::format("{} files are missing in the media library, the first is {}; `stoppress check` names all.",
                                    names.size(), *names.begin()));
    }
}

}  // namespace stoppress::exporting
