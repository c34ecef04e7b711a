// SPDX-License-Identifier: GPL-3.0-or-later
// A story as JSON.
// Thread: any; where there is a snapshot, the snapshot's.
#pragma once

#include <span>
#include <string>

#include "document/convert.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "search/snippets/snippet.hpp"
#include "store/editing/corrections.hpp"
#include "store/editing/records.hpp"
#include "story/story.hpp"

namespace stoppress::newsroom {

enum class Audience : std::uint8_t {
    readers,
    newsroom  ///< also who works on it, and its progress
};

enum class Body : std::uint8_t {
    with,
    without  ///< in lists
};

/// Data besides a story's content and status.
struct StoryBeside {
    story::Views views;
    const store::StoryWork* work = nullptr;                           ///< only for the newsroom
    std::optional<std::span<const store::Correction>> corrections{};  ///< not in lists
    std::string site_language;
    const search::Snippet* snippet = nullptr;  ///< why a search found it; null: it was not searched for
};

void write_story(JsonWriter& json, const story::Story& story, const StoryBeside& beside, Body body,
                 std::span<const document::Reduction> notices = {});
void write_notices(JsonWriter& json, std::span<const document::Reduction> notices);
void write_corrections(JsonWriter& json, std::span<const store::Correction> corrections);
void write_correction(JsonWriter& json, const store::Correction& correction);

/// The content of a revision. `opening`: the first words of the text, which decide the direction of a headline that
/// mixes both.
void write_content(JsonWriter& json, const story::Content& content, Body body, std::string_view site_language,
                   std::string_view opening = {});

/// One story as a complete answer, with its ETag.
[[nodiscard]] base::Result<Answer> story_answer(const settings::Settings& settings, base::Time now, store::ReadSnapshot& snapshot,
                                                const story::Story& story, Audience audience,
                                                std::span<const document::Reduction> notices = {});

/// The ETag of a revision, for If-Match.
[[nodiscard]] std::string revision_etag(std::int64_t revision);

}  // namespace stoppress::newsroom
