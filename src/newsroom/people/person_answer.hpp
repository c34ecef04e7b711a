// SPDX-License-Identifier: GPL-3.0-or-later
// A person as JSON, and functions shared by the handlers of people and access.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include "newsroom/api/answers.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/object_reader.hpp"

namespace stoppress::newsroom {

/// Writes the object's members and leaves it open for more.
void begin_person(JsonWriter& json, const store::Person& person);
void write_person(JsonWriter& json, const store::Person& person);

/// A text that is used unchanged, with its white space; refused if it is missing, not a text, or longer
/// than `most_bytes`.
[[nodiscard]] std::string exact_text(ObjectReader& reader, std::string_view key, std::size_t most_bytes);

/// A required text.
[[nodiscard]] std::string required_text(ObjectReader& reader, std::string_view key, std::size_t most_characters);

/// 429: the caller must wait.
[[nodiscard]] Answer too_many_attempts(std::chrono::seconds wait,
                                       std::string_view detail = "Too many attempts. Wait before you try again.");

/// SITE/newsroom/sign-in#SECRET. Browsers do not send the part after # to servers, so it is in no log.
[[nodiscard]] std::string sign_in_address(const settings::Settings& settings, std::string_view secret);

}  // namespace stoppress::newsroom
