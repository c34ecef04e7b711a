// SPDX-License-Identifier: GPL-3.0-or-later
// The front page as JSON, and in a line of the audit log.
// Thread: any; where there is a snapshot, the snapshot's.
#pragma once

#include <cstdint>
#include <string>

#include "newsroom/api/call.hpp"
#include "store/front/records.hpp"

namespace stoppress::newsroom {

/// What the newsroom arranged, and the stories in readers' order: those of the first page, all that have a place, and
/// some that would follow. `page_length`: of readers' lists.
[[nodiscard]] base::Result<Answer> front_answer(store::ReadSnapshot& snapshot, std::int64_t page_length);

/// What was changed, for the audit log: "breaking line: Fire; story 5: place 1; story 9: removed". The line is given whole;
/// the rest is cut after kMaxNotedDetail bytes.
[[nodiscard]] std::string front_changes(const store::Front& before, const store::Front& after);

}  // namespace stoppress::newsroom
