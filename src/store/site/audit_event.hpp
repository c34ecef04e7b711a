// SPDX-License-Identifier: GPL-3.0-or-later
// An action to record in the audit log.
// Thread: plain data.
#pragma once

#include <string>

#include "base/time/time.hpp"

namespace stoppress::store {

struct AuditEvent {
    std::string who;     ///< a person's email address, a token's name, "command line", or empty if nobody is known
    std::string action;  ///< "person.add", "story.publish"
    std::string subject{};
    std::string detail{};
    std::string address_hint{};
};

/// An entry stored in the site's database until it is moved to the audit log, which is in the credentials database.
struct PendingNote {
    std::string origin;  ///< random; stored with the audit log's entry, so that no note is added twice
    base::Time at;       ///< when the change was made
    AuditEvent event;
};

}  // namespace stoppress::store
