// SPDX-License-Identifier: GPL-3.0-or-later
// Protects sign-in: slows down guessing, runs password hashing on its own threads, and records refused attempts at a
// limited rate.
// Flow:   Api -> SignInThrottle (may they try?) -> credentials
// Owner:  serve (cli); one object for all loops.
// Thread: any.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/threads/mutex.hpp"
#include "staff/slow_work.hpp"
#include "staff/throttle.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::newsroom {

class SignInThrottle {
public:
    using Time = std::chrono::steady_clock::time_point;

    SignInThrottle();

    /// How long this account or this client must wait. 0: they may try now, which counts as a failure until forgive()
    /// is called. `account` is any text entered as one: it makes no difference whether such a person exists.
    [[nodiscard]] std::chrono::seconds wait(std::string_view account, std::string_view client, Time now);
    void forgive(std::string_view account, std::string_view client);

    /// Records a refused attempt in the audit log, unless there were too many recently; the number left out is recorded
    /// with the next one.
    void audit_refusal(store::AuditLog& audit, const std::string& subject, const std::string& detail, std::string_view client, Time now);

    [[nodiscard]] staff::SlowWork& slow_work() { return slow_work_; }

private:
    staff::Throttle accounts_;
    staff::Throttle addresses_;
    base::Mutex mutex_;
    // How many refusals may be recorded as of a time, and how many were left out.
    double budget_ GUARDED_BY(mutex_);
    Time as_of_ GUARDED_BY(mutex_);
    std::uint64_t left_out_ GUARDED_BY(mutex_) = 0;
    staff::SlowWork slow_work_;  // last: its work may use the other members
};

/// The part of a client's address that is stored: enough to tell the office from the other end of the world.
/// "192.0.2.*", "2001:db8:1::*".
[[nodiscard]] std::string address_hint(std::string_view client);

}  // namespace stoppress::newsroom
