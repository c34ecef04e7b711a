// SPDX-License-Identifier: GPL-3.0-or-later
// Work between colleagues: notes, assignments, who has a story open, previews.
// Thread: a reading thread.
#pragma once

#include "base/time/clock.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/review/presence.hpp"
#include "newsroom/review/story_news.hpp"
#include "settings/settings.hpp"

namespace stoppress::newsroom {

/// The arguments must outlive it.
class ReviewHandlers {
public:
    ReviewHandlers(const settings::Settings& settings, const base::Clock& clock, store::Credentials& credentials, Presence& presence,
                   StoryNews& story_news)
        : settings_(settings), clock_(clock), credentials_(credentials), presence_(presence), story_news_(story_news) {}

    // notes.cpp
    [[nodiscard]] base::Result<Change> add_note(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> assign_story(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> report_presence(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> watch_stories(const Call& call, store::ReadSnapshot& snapshot) const;

    // preview_links.cpp
    [[nodiscard]] base::Result<Answer> open_preview_link(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> list_preview_links(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> make_preview_link(const Call& call, store::ReadSnapshot& snapshot) const;

private:
    const settings::Settings& settings_;
    const base::Clock& clock_;
    store::Credentials& credentials_;
    Presence& presence_;
    StoryNews& story_news_;
};

// notes.cpp
[[nodiscard]] base::Result<Answer> list_notes(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> change_note(const Call& call, store::ReadSnapshot& snapshot);

// preview_links.cpp
[[nodiscard]] base::Result<Answer> show_preview(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> remove_preview_link(const Call& call, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
