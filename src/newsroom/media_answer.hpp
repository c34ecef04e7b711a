// SPDX-License-Identifier: GPL-3.0-or-later
// A medium as the API gives it out, and who may change it.
// Thread: any.
#pragma once

#include "newsroom/call.hpp"
#include "newsroom/json_writer.hpp"
#include "store/records.hpp"

namespace stoppress::newsroom {

void write_medium(JsonWriter& json, const store::CountedMedium& medium);
[[nodiscard]] Answer medium_answer(const store::CountedMedium& medium);

/// The one that {number} names; `not_found`.
[[nodiscard]] base::Result<store::CountedMedium> find_medium(const Call& call, store::ReadSnapshot& snapshot);
/// The same inside a transaction, where who asks may change it.
[[nodiscard]] base::Result<base::MediumId> medium_to_change(const Call& call, store::WriteTransaction& transaction);
/// Editors change any medium; whoever sent one in, that one. `forbidden`.
[[nodiscard]] base::Result<void> allow_change(const Call& call, const store::Medium& medium);
/// What stories show is changed by editors alone.
[[nodiscard]] store::WriteTransaction::WhileUsed while_used(const Call& call);

}  // namespace stoppress::newsroom
