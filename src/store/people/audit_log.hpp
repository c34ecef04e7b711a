// SPDX-License-Identifier: GPL-3.0-or-later
// The audit log. Entries are appended and never changed; each has a hash over itself and the entry before it, so that a
// changed or removed entry is detected.
// Thread: any.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/people/connection.hpp"
#include "store/site/audit_event.hpp"

namespace stoppress::store {

struct AuditEntry {
    std::int64_t number = 0;
    base::Time at;
    AuditEvent note;
    std::string origin{};  ///< of a note that was moved here from the site's database
    std::string hash;
};

/// Which entries to list. Empty fields do not filter.
struct AuditFilter {
    std::optional<std::int64_t> before;  ///< only entries with a lower number
    std::string who;
    std::string about;  ///< the part of an action before its dot: "story", "person"
    std::optional<base::Time> from;
    std::optional<base::Time> until;  ///< only earlier entries
};

class AuditLog {
public:
    explicit AuditLog(CredentialsConnection& connection) : connection_(connection) {}

    base::Result<void> append(const AuditEvent& note);
    /// Appends the notes of the site's database that are not in the log yet, all or none.
    base::Result<void> append_pending(std::span<const PendingNote> notes);
    /// Latest first.
    base::Result<std::vector<AuditEntry>> list(const AuditFilter& filter, std::int64_t limit);

    struct Verdict {
        std::int64_t entries = 0;
        std::int64_t broken = 0;  ///< number of the first entry whose hash does not match the entry before it; 0: none
    };
    /// Verifies the whole log.
    base::Result<Verdict> verify();

private:
    CredentialsConnection& connection_;
};

/// Appends within an open transaction, so that an action and its entry become durable together. Also serialises changes
/// of the credentials database.
void append_note(Session& session, base::Time at, const AuditEvent& note, std::string_view origin = {});

/// verify() over another connection.
AuditLog::Verdict verify_audit(Session& session);

}  // namespace stoppress::store
