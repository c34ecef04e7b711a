// SPDX-License-Identifier: GPL-3.0-or-later
// Tells colleagues what happened to a story, in the transaction in which it happens.
// Flow:   handlers' jobs, Scheduler -> tell -> NotificationWriter; Outcome::notified -> StoryNews
// Thread: the writer thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/notifications/records.hpp"
#include "store/people/people.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {

/// Tells `people`, and adds those who were told to `told`. Whoever is in `told` already, or did it, is left out: one change
/// makes one notification.
[[nodiscard]] base::Result<void> tell(store::WriteTransaction& transaction, const store::Event& event, std::span<const std::string> people,
                                      std::vector<std::string>& told);

/// The same for everybody who works on the story: its owner, its assignee, and its authors with an account.
[[nodiscard]] base::Result<void> tell_people_of_story(store::WriteTransaction& transaction, const store::Event& event,
                                                      std::vector<std::string>& told);

/// Tells of a new note: those whom it names, then those who work on the story or wrote notes on it.
[[nodiscard]] base::Result<void> tell_of_note(store::WriteTransaction& transaction, base::StoryId story, std::int64_t note,
                                              std::string_view text, const std::string& by, std::vector<std::string>& told);

/// The names of those who may publish.
[[nodiscard]] std::vector<std::string> editors_among(std::span<const store::Person> people);

}  // namespace stoppress::newsroom
