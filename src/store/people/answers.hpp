// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to requests that change people, tokens and passkeys, stored for repeated requests with the same
// Idempotency-Key.
// Flow:   newsroom -> Credentials::together -> (change, then keep) -> commit
// Thread: any.
#pragma once

#include <optional>
#include <string>

#include "store/people/connection.hpp"
#include "store/site/kept_answer.hpp"

namespace stoppress::store {

class CredentialAnswers {
public:
    explicit CredentialAnswers(CredentialsConnection& connection) : connection_(connection) {}

    /// Nothing if there is none, or if it has expired.
    base::Result<std::optional<KeptAnswer>> find(const std::string& key);
    /// `answer.at` is set to now.
    base::Result<void> keep(KeptAnswer answer);
    base::Result<KeptAnswers> count(const std::string& who);
    /// Deletes some of the expired answers; returns how many.
    base::Result<std::int64_t> sweep();

private:
    CredentialsConnection& connection_;
};

}  // namespace stoppress::store
