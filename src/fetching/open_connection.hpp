// SPDX-License-Identifier: GPL-3.0-or-later
// Resolves a name once, refuses it unless all its addresses are public, and connects to one of those that were checked.
// Flow:   child: Target -> open_connection -> connected socket -> libcurl
// Thread: the only one of the child process; it waits.
#pragma once

#include <chrono>
#include <string>

#include "fetching/fetch_message.hpp"

namespace stoppress::fetching {

struct OpenedConnection {
    int socket = -1;        ///< connected, without blocking; the caller closes it. -1: none, see `verdict`
    std::string address{};  ///< of the other side, as text
    Verdict verdict = Verdict::failed;
};

[[nodiscard]] OpenedConnection open_connection(const Target& target, std::chrono::steady_clock::time_point latest);

}  // namespace stoppress::fetching
