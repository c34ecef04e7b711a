// SPDX-License-Identifier: GPL-3.0-or-later
// Where a request may go, as far as its address tells: the scheme, the port, and what a redirect may change. What the
// host's name stands for is checked when it is resolved (open_connection.hpp).
// Flow:   address -> Target -> child; Location -> redirected -> Target -> next child
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stoppress::fetching {

struct Target {
    std::string url;   ///< as libcurl writes it, without a fragment
    std::string host;  ///< in lower case; IPv6 without brackets
    int port = 0;
    bool secure = false;          ///< https
    bool may_be_private = false;  ///< named by the site's settings: its address need not be public
    friend bool operator==(const Target&, const Target&) = default;
};

/// "HOST:PORT", in lower case: hosts that may be on a private network, and on any port.
using PrivateHosts = std::vector<std::string>;

/// Fails with `invalid` (fetch-refused) unless it is http or https without a user name, to port 80 or 443 or to one of
/// `private_hosts`.
[[nodiscard]] base::Result<Target> parse_target(std::string_view address, const PrivateHosts& private_hosts);

/// The target of redirect number `number`, from 1. `location` may be relative. Fails with `invalid`: fetch-failed after
/// kMaxRedirects, fetch-refused if parse_target() refuses it or if it leads from https to http.
[[nodiscard]] base::Result<Target> redirected(const Target& from, std::string_view location, int number, const PrivateHosts& private_hosts);

}  // namespace stoppress::fetching
