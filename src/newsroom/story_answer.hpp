// SPDX-License-Identifier: GPL-3.0-or-later
// A story as the API gives it out.
// Thread: any.
#pragma once

#include <span>
#include <string>

#include "document/convert.hpp"
#include "newsroom/call.hpp"
#include "newsroom/json_writer.hpp"
#include "story/story.hpp"

namespace stoppress::newsroom {

enum class Body : std::uint8_t {
    with,
    without  ///< in lists
};

void write_story(JsonWriter& json, const story::Story& story, const story::Views& views, Body body,
                 std::span<const document::Reduction> notices = {});

/// What a person wrote: the fields that a revision keeps.
void write_content(JsonWriter& json, const story::Content& content, Body body);

/// One story as a whole answer, with its ETag.
[[nodiscard]] base::Result<Answer> story_answer(const Parts& parts, store::ReadSnapshot& snapshot, const story::Story& story,
                                                std::span<const document::Reduction> notices = {});

/// The ETag of a revision, by which If-Match names it.
[[nodiscard]] std::string revision_etag(std::int64_t revision);

}  // namespace stoppress::newsroom
