// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the parts of the API: sends answers and refusals, and logs failures.
// Thread: any.
#pragma once

#include <string_view>

#include "base/failure_log.hpp"
#include "http/message/response.hpp"
#include "newsroom/api/call.hpp"

namespace stoppress::newsroom {

[[nodiscard]] http::Response sent(Answer answer);

/// Logs the failures that are not the client's. Each kind has a log of its own, so that a frequent kind does
/// not hide another.
class FailedRequests {
public:
    /// The failure as problem+json; it is logged if it is not the client's.
    [[nodiscard]] http::Response refusal(const http::Request& request, const base::Error& error);
    void log(std::string_view what, const base::Error& error);

private:
    base::FailureLog& of(base::ErrorCode code);

    base::FailureLog internal_{"request failed"};
    base::FailureLog io_{"request failed because a file cannot be read"};
    base::FailureLog corrupt_{"request failed because stored data cannot be read"};
    base::FailureLog unavailable_{"request answered with 503 because the server is busy or the database cannot be reached"};
    base::FailureLog outcome_unknown_{"it is not known whether a change was stored"};
};

}  // namespace stoppress::newsroom
