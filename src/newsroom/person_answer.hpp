// SPDX-License-Identifier: GPL-3.0-or-later
// A person as the API gives one out, and what the handlers of people and access share.
// Thread: any.
#pragma once

#include <string>
#include <string_view>

#include "newsroom/answers.hpp"
#include "newsroom/call.hpp"
#include "newsroom/json_writer.hpp"
#include "newsroom/object_reader.hpp"

namespace stoppress::newsroom {

/// Begins the object and leaves it open for more.
void begin_person(JsonWriter& json, const store::Person& person);
void write_person(JsonWriter& json, const store::Person& person);

/// A text that is taken as it is, white space and all; refused where it is missing, none, or longer than `most_bytes`.
[[nodiscard]] std::string exact_text(ObjectReader& reader, std::string_view key, std::size_t most_bytes);

/// A text that has to be there.
[[nodiscard]] std::string needed_text(ObjectReader& reader, std::string_view key, std::size_t most_characters);

/// 429: who asks has to wait.
[[nodiscard]] Answer too_often(std::chrono::seconds wait,
                               std::string_view detail = "There were too many attempts; wait before the next one.");

/// SITE/newsroom/sign-in#SECRET. What stands behind # no server gets to see, nor anybody's log.
[[nodiscard]] std::string sign_in_address(const settings::Settings& settings, std::string_view secret);

}  // namespace stoppress::newsroom
