// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody did, for the audit log.
// Thread: any.
#pragma once

#include <string>

#include "base/time.hpp"

namespace stoppress::store {

struct AuditEvent {
    std::string who;     ///< a person's e-mail address, a token's name, "command line", or empty where nobody is known
    std::string action;  ///< "person.add", "story.publish"
    std::string subject{};
    std::string detail{};
    std::string address_hint{};
};

/// A note that the site's database holds until it is in the audit log, which is in the database of credentials.
struct PendingNote {
    std::string origin;  ///< random; the audit log's entry keeps it, so that no note gets there twice
    base::Time at;       ///< when the change was made
    AuditEvent event;
};

}  // namespace stoppress::store
