// SPDX-License-Identifier: GPL-3.0-or-later
// Names of colleagues in notes: "@<ann@example.org>". The address is the name by which the account owns stories; clients
// show the person's present name instead.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/auth/access.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "store/people/people.hpp"

namespace stoppress::newsroom {

/// The addresses that the text names, each once, in order; what is not an address between the brackets is ordinary text.
[[nodiscard]] std::vector<std::string> mentions_in(std::string_view text);

/// Refuses the field `key` if it names somebody who is not one of `people`, or who may not see the story, or more than
/// kMaxMentions people. Such a refusal says something about the story: fails as allow() does if `who` may not see its notes.
[[nodiscard]] base::Result<void> check_mentions(const std::optional<store::Identity>& who, ObjectReader& reader, std::string_view key,
                                                std::string_view text, std::span<const store::Person> people, const Subject& story);

}  // namespace stoppress::newsroom
