// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to a request with an Idempotency-Key, kept in the transaction of what the request did, and given again to the same request.
// Thread: any.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/time.hpp"

namespace stoppress::store {

struct KeptAnswer {
    std::string key;  ///< a hash of who asked, the method, the path and the key
    std::string who;
    base::Time at{};
    std::string request;  ///< a hash of what was sent: with another body the same key is a mistake
    std::int64_t status = 0;
    std::string etag{};
    std::string location{};
    std::string body{};
    bool sealed = false;  ///< the body holds a secret and is encrypted with a key that is not kept
};

/// How much of one person's (or token's) is kept.
struct KeptAnswers {
    std::int64_t answers = 0;
    std::int64_t bytes = 0;
};

/// An answer is kept for so long.
inline constexpr std::chrono::hours kAnswerKept{24};

}  // namespace stoppress::store
