// SPDX-License-Identifier: GPL-3.0-or-later
// A connection and the settings needed for reading: a read-only one of its own, or that of the writer.
// Thread: the connection's.
#pragma once

#include <memory>

#include "base/time/zone_hours.hpp"
#include "settings/settings.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

class ReaderSession {
public:
    ReaderSession(std::unique_ptr<Session> session, const settings::Settings& settings)
        : owned_(std::move(session)), session_(*owned_), settings_(settings) {}
    /// Reads over a connection that must outlive this object.
    ReaderSession(Session& session, const settings::Settings& settings) : session_(session), settings_(settings) {}
    [[nodiscard]] Session& session() { return session_; }
    [[nodiscard]] const settings::Settings& settings() const { return settings_; }
    /// The hours by which views are stored.
    [[nodiscard]] base::ZoneHours hours() const { return base::ZoneHours(settings_.site.timezone); }

private:
    std::unique_ptr<Session> owned_{};
    Session& session_;
    const settings::Settings& settings_;
};

}  // namespace stoppress::store
