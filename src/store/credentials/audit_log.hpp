// SPDX-License-Identifier: GPL-3.0-or-later
// Who did what: entries are appended and never changed, and each carries a hash of itself and the one before it, so that an entry that
// was changed or taken out shows.
// Thread: any.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/audit_event.hpp"
#include "store/credentials/connection.hpp"

namespace stoppress::store {

struct AuditEntry {
    std::int64_t number = 0;
    base::Time at;
    AuditEvent note;
    std::string origin{};  ///< of a note that was moved here from the site's database
    std::string hash;
};

class AuditLog {
public:
    explicit AuditLog(CredentialsConnection& connection) : connection_(connection) {}

    base::Result<void> append(const AuditEvent& note);
    /// Appends those notes of the site's database that are not here yet, all or none.
    base::Result<void> take_in(std::span<const PendingNote> notes);
    /// The latest first; those below `before` where it is given.
    base::Result<std::vector<AuditEntry>> list(std::optional<std::int64_t> before, std::int64_t limit);

    struct Verdict {
        std::int64_t entries = 0;
        std::int64_t broken = 0;  ///< the first entry that does not follow from the one before it; 0: all do
    };
    /// Reads all of it.
    base::Result<Verdict> verify();

private:
    CredentialsConnection& connection_;
};

/// Appends within a transaction that is open already: what is done and that it is noted become durable together. Every change to the
/// database of credentials takes its turn here.
void append_note(Session& session, base::Time at, const AuditEvent& note, std::string_view origin = {});

/// verify() on a connection of its own.
AuditLog::Verdict verify_audit(Session& session);

}  // namespace stoppress::store
