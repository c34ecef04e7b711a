// SPDX-License-Identifier: GPL-3.0-or-later
// A medium as JSON, and who may change it.
// Thread: any, where the snapshot or transaction is used.
#pragma once

#include "newsroom/api/call.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "store/media/records.hpp"

namespace stoppress::newsroom {

void write_medium(JsonWriter& json, const store::CountedMedium& medium);
[[nodiscard]] Answer medium_answer(const store::CountedMedium& medium);

/// The medium of {number}. Fails with `not_found`.
[[nodiscard]] base::Result<store::CountedMedium> find_medium(const Call& call, store::ReadSnapshot& snapshot);
/// The same in a transaction. Also fails with `forbidden` if the caller may not change it.
[[nodiscard]] base::Result<base::MediumId> medium_to_change(const Call& call, store::WriteTransaction& transaction);
/// Editors may change any medium; others the ones that they uploaded. Fails with `forbidden`.
[[nodiscard]] base::Result<void> allow_change(const Call& call, const store::Medium& medium);
/// The language in the path, as BCP 47 writes it. Fails with `malformed`.
[[nodiscard]] base::Result<std::string> captions_language(const Call& call);
/// Only editors may change media that stories use.
[[nodiscard]] store::WhileUsed while_used(const Call& call);

}  // namespace stoppress::newsroom
