// SPDX-License-Identifier: GPL-3.0-or-later
// Arranges the front page: one edit replaces it as a whole, so that every node and page changes at once.
// Flow:   Writer -> WriteTransaction -> FrontWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "store/front/records.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class FrontWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit FrontWriter(const WriteTransaction& transaction);

    /// Replaces entries and breaking line of version `expected` (0: nobody has edited it). `front.version`, `edited_at` and
    /// `edited_by` are ignored. Fails with `stale`, naming who edited it when, if that is not the current version; with
    /// `invalid` if a story is not a published article, or a picture not in the library.
    base::Result<void> put_front(const Front& front, std::int64_t expected, const std::string& by);
    /// Removes places and the breaking line that have ended at `now`. Returns whether there was any.
    base::Result<bool> end_due(base::Time now);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
