// SPDX-License-Identifier: GPL-3.0-or-later
// The child process that asks another server: it resolves the name, connects, and then gives up files, further
// connections, other programs and other processes before it reads the first byte. Whoever takes over libcurl finds one
// connection, to an address that was checked, and a pipe.
// Flow:   Fetcher -> child -> answer
// Thread: the only one of the process.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace stoppress::fetching {

/// The argument that starts this program as the child. It is not listed in the help.
inline constexpr std::string_view kFetchArgument = "fetch-address";

/// Does the work of the child, and does not return.
[[noreturn]] void run_fetch_child();

/// The child's sandbox: descriptors 0 to 3 stay open, 3 being the connection. For tests also by itself.
[[nodiscard]] base::Result<void> limit_fetch_process();
[[nodiscard]] base::Result<void> enter_fetch_sandbox();

}  // namespace stoppress::fetching
