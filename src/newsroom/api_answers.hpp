// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the API's implementation share: how answers and refusals leave.
// Thread: any.
#pragma once

#include <string_view>

#include "http/response.hpp"
#include "newsroom/call.hpp"

namespace stoppress::newsroom {

/// The failure as problem+json; one that is ours is logged.
[[nodiscard]] http::Response refusal(const http::Request& request, const base::Error& error);
[[nodiscard]] http::Response sent(Answer answer);
void log_failure(std::string_view what, const base::Error& error);

}  // namespace stoppress::newsroom
