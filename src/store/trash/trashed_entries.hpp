// SPDX-License-Identifier: GPL-3.0-or-later
// How sections, topics and authors enter and leave the trash.
// Thread: the writer thread only. All throw what Session throws.
#pragma once

#include <string>

#include "base/result.hpp"
#include "store/transaction/writer_session.hpp"
#include "store/trash/records.hpp"

namespace stoppress::store {

[[nodiscard]] base::Result<TrashEntry> put_entry_into_trash(WriterSession& writer, TrashKind kind, const std::string& slug,
                                                            const std::string& by);
/// Fails with `conflict` if its slug is in use. Former slugs that are in use are left out.
[[nodiscard]] base::Result<Restored> take_entry_from_trash(WriterSession& writer, const TrashEntry& entry);

}  // namespace stoppress::store
