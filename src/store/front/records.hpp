// SPDX-License-Identifier: GPL-3.0-or-later
// The front page as the newsroom arranged it: stories with a place of their own, and the breaking line.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time/time.hpp"
#include "story/story.hpp"

namespace stoppress::store {

/// A story at a place of the front page. Empty texts: as the story itself has them.
struct FrontEntry {
    std::int64_t place = 0;  ///< 1: the lead
    base::StoryId story;
    std::optional<base::Time> until{};  ///< it keeps the place until then; nothing: until somebody removes it
    std::string kicker{};               ///< a few words above the headline
    std::string headline{};             ///< a short one
    std::string picture{};              ///< the address of a picture of the library
    std::string picture_alt{};
    friend bool operator==(const FrontEntry&, const FrontEntry&) = default;
};

/// One line of text on top of every page.
struct BreakingLine {
    std::string text;
    base::StoryId story{};              ///< what it links to; 0: nothing
    std::optional<base::Time> until{};  ///< it ends by itself then; nothing: when somebody removes it
    friend bool operator==(const BreakingLine&, const BreakingLine&) = default;
};

struct Front {
    std::int64_t version = 0;  ///< counts the edits; 0: nobody has edited it
    std::optional<base::Time> edited_at{};
    std::string edited_by{};            ///< a person's e-mail address or a token's name
    std::vector<FrontEntry> entries{};  ///< by place; a story at most once
    std::optional<BreakingLine> line{};
};

/// A story on the front page.
struct FrontStory {
    story::Card card;                    ///< as the story has it
    std::optional<FrontEntry> placed{};  ///< if it has a place of its own
};

}  // namespace stoppress::store
