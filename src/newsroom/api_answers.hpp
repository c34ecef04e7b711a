// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the API's implementation share: who asks, and how answers and refusals leave.
// Thread: any.
#pragma once

#include <optional>
#include <string_view>

#include "http/response.hpp"
#include "newsroom/call.hpp"

namespace stoppress::newsroom {

/// Nobody where no credentials were sent; `unauthenticated` where they are wrong.
[[nodiscard]] base::Result<std::optional<store::Identity>> identify(store::Credentials& credentials, std::string_view authorization);

/// The failure as problem+json; one that is ours is logged.
[[nodiscard]] http::Response refusal(const http::Request& request, const base::Error& error);
[[nodiscard]] http::Response sent(Answer answer);
void log_failure(std::string_view what, const base::Error& error);

}  // namespace stoppress::newsroom
