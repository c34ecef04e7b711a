// SPDX-License-Identifier: GPL-3.0-or-later
// What imports brought and what is left to do of it: listed, and decided about.
// Thread: a reading thread.
#pragma once

#include "newsroom/api/call.hpp"

namespace stoppress::newsroom {

[[nodiscard]] base::Result<Answer> list_imports(const Call& call, store::ReadSnapshot& snapshot);
/// With its account and the kinds of its notes.
[[nodiscard]] base::Result<Answer> get_import(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Answer> list_import_notes(const Call& call, store::ReadSnapshot& snapshot);
/// Sets the state of one note, or of all open ones of a kind; or undoes the latter.
[[nodiscard]] base::Result<Change> decide_import_notes(const Call& call, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
