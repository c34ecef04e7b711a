// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to a request with an Idempotency-Key, stored in the same transaction as the request's changes and returned
// for the same request again.
// Thread: plain data.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/time/time.hpp"

namespace stoppress::store {

struct KeptAnswer {
    std::string key;  ///< a hash of the caller, the method, the path and the key
    std::string who;
    base::Time at{};
    std::string request;  ///< a hash of the request's body: the same key with another body is an error
    std::int64_t status = 0;
    std::string etag{};
    std::string location{};
    std::string body{};
    bool sealed = false;  ///< the body contains a secret and is encrypted with a key that is not stored
};

/// How much is stored for one person or token.
struct KeptAnswers {
    std::int64_t answers = 0;
    std::int64_t bytes = 0;  ///< of their bodies
};

/// How long an answer is kept.
inline constexpr std::chrono::hours kAnswerKept{24};

}  // namespace stoppress::store
