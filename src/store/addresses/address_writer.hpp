// SPDX-License-Identifier: GPL-3.0-or-later
// Redirects that do not belong to a story.
// Flow:   Writer -> WriteTransaction -> AddressWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <string>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/addresses/records.hpp"
#include "store/transaction/import_outcome.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class AddressWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit AddressWriter(const WriteTransaction& transaction);

    /// Redirects `path` to `target`, a path of this site or an https address. Fails with `conflict` (/from) if the
    /// path belongs or belonged to a story, or belongs to a section, topic or author; `invalid` (/to) if it would
    /// form a loop.
    base::Result<ImportOutcome> add_redirect(const Redirect& redirect);
    /// Fails with `not_found` if there is none.
    base::Result<void> remove_redirect(const std::string& path);
    /// Redirects `path` to `target` (a path of this site). Fails with `conflict` if a story is at `path`.
    base::Result<ImportOutcome> put_redirect(const std::string& path, const std::string& target);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
