// SPDX-License-Identifier: GPL-3.0-or-later
// How long and how much of what lets people in, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::store {

inline constexpr std::chrono::hours kLinkLasts{24};          ///< a sign-in link, which travels by mail or by mouth
inline constexpr std::chrono::hours kSessionIdle{24 * 14};   ///< a holiday
inline constexpr std::chrono::hours kSessionLasts{24 * 60};  ///< however busy it is
inline constexpr std::chrono::minutes kFactorLasts{10};      ///< between password and code
/// How exactly it is known when a session was used last: a write to the disk for each request would be too much.
inline constexpr std::chrono::minutes kSeenEvery{5};
inline constexpr std::int64_t kMaxSessions = 50;       ///< of one person; the one unused for longest ends
inline constexpr std::int64_t kMaxFactorFailures = 5;  ///< wrong codes in one session, which ends then
inline constexpr std::int64_t kMaxPasskeys = 20;       ///< of one person: each device, and keys in the drawer
/// How long it is known that a challenge was used, which is good for minutes: nodes' clocks may be that far apart.
inline constexpr std::chrono::hours kUsedChallengeKept{24};
inline constexpr std::size_t kMaxEmail = 254;      ///< RFC 5321
inline constexpr std::size_t kMaxUserAgent = 300;  ///< kept of a browser's name

}  // namespace stoppress::store
