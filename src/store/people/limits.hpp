// SPDX-License-Identifier: GPL-3.0-or-later
// Lifetimes and limits of sessions, links and passkeys, each with its reason.
// Thread: plain data; constants.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::store {

inline constexpr std::chrono::hours kLinkLasts{24};          ///< a sign-in link, which is sent by mail or read out
inline constexpr std::chrono::hours kSessionIdle{24 * 14};   ///< ends a session that is not used: longer than a holiday
inline constexpr std::chrono::hours kSessionLasts{24 * 60};  ///< ends a session however often it is used
inline constexpr std::chrono::minutes kFactorLasts{10};      ///< time between password and code
/// How precisely the last use of a session is recorded: a write to the disk for each request would be too much.
inline constexpr std::chrono::minutes kSeenEvery{5};
inline constexpr std::int64_t kMaxSessions = 50;       ///< per person; the least recently used one ends
inline constexpr std::int64_t kMaxFactorFailures = 5;  ///< wrong codes in one session, which then ends
inline constexpr std::int64_t kMaxPasskeys = 20;       ///< per person: each device, and spare keys
/// How long a used challenge is remembered. Challenges are valid for minutes, but the clocks of nodes may differ by
/// this much.
inline constexpr std::chrono::hours kUsedChallengeKept{24};
inline constexpr std::size_t kMaxEmail = 254;      ///< RFC 5321
inline constexpr std::size_t kMaxUserAgent = 300;  ///< bytes stored of a browser's name

}  // namespace stoppress::store
