// SPDX-License-Identifier: GPL-3.0-or-later
// Who reads now, and the last hour by the minute, as the API gives it out.
// Flow:   Readership -> ReadingNow, StoryNow -> JSON
// Thread: any.
#pragma once

#include <string>

#include "newsroom/json_writer.hpp"
#include "readership/readership.hpp"
#include "store/read_snapshot.hpp"

namespace stoppress::newsroom {

/// Of the whole site, with the headlines of the stories that have the most readers.
[[nodiscard]] base::Result<std::string> reading_now(readership::Readership& readership, store::ReadSnapshot& snapshot);

void write_story_now(JsonWriter& json, const readership::StoryNow& now);

}  // namespace stoppress::newsroom
