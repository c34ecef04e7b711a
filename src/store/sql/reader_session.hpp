// SPDX-License-Identifier: GPL-3.0-or-later
// One query-only connection and the settings that reading needs.
// Thread: the reading thread that owns it.
#pragma once

#include <memory>

#include "settings/settings.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

class ReaderSession {
public:
    ReaderSession(std::unique_ptr<Session> session, const settings::Settings& settings)
        : session_(std::move(session)), settings_(settings) {}
    [[nodiscard]] Session& session() { return *session_; }
    [[nodiscard]] const settings::Settings& settings() const { return settings_; }

private:
    std::unique_ptr<Session> session_;
    const settings::Settings& settings_;
};

}  // namespace stoppress::store
