// SPDX-License-Identifier: GPL-3.0-or-later
// The current readers and the last hour by the minute, as JSON.
// Flow:   Readership -> ReadingNow, StoryNow -> JSON
// Thread: any, where the snapshot is used.
#pragma once

#include <string>

#include "base/result.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "readership/readership.hpp"

namespace stoppress::store {
class ReadSnapshot;
}  // namespace stoppress::store

namespace stoppress::newsroom {

/// For the whole site, with the headlines of the stories with the most readers.
[[nodiscard]] base::Result<std::string> reading_now(readership::Readership& readership, store::ReadSnapshot& snapshot);

void write_story_now(JsonWriter& json, const readership::StoryNow& now);

}  // namespace stoppress::newsroom
