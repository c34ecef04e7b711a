// SPDX-License-Identifier: GPL-3.0-or-later
// Stands where people come in: slows down who guesses, keeps hashing off the loops, and notes who was refused, without being made to note
// endlessly.
// Flow:   Api -> Door (may they try?) -> credentials
// Thread: any. One object for all loops.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "staff/slow_work.hpp"
#include "staff/throttle.hpp"
#include "store/credentials.hpp"

namespace stoppress::newsroom {

class Door {
public:
    using Time = std::chrono::steady_clock::time_point;

    Door();

    /// How long that account, or that address, has to wait. 0: they may try now, which counts as failed until forgive() says otherwise. An
    /// account is whatever somebody says is one: whether there is such a person makes no difference.
    [[nodiscard]] std::chrono::seconds wait(std::string_view account, std::string_view client, Time now);
    void forgive(std::string_view account, std::string_view client);

    /// Notes a refused attempt in the audit log, unless there were too many lately; how many were left out is noted with the next.
    void note_refusal(store::AuditLog& audit, const std::string& subject, const std::string& detail, std::string_view client, Time now);

    [[nodiscard]] staff::SlowWork& slow_work() { return slow_work_; }

private:
    staff::Throttle accounts_;
    staff::Throttle addresses_;
    std::mutex mutex_;
    // Under mutex_: how many refusals may be noted, as of when, and how many were not.
    double budget_;
    Time as_of_;
    std::uint64_t left_out_ = 0;
    staff::SlowWork slow_work_;  // last: what it does may use the others
};

/// What is kept of a client's address: enough to tell one's office from the other end of the world. "192.0.2.*", "2001:db8:1::*".
[[nodiscard]] std::string address_hint(std::string_view client);

}  // namespace stoppress::newsroom
