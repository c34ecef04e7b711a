// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of counting in memory and time, each with its reason.
// Thread: plain data; constants.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::readership {

inline constexpr unsigned kStepsAtOnce = 256;  ///< steps before other threads may have the core: 0.05 to 0.2 µs each

// From a loop to the thread that counts.
inline constexpr std::size_t kViewRing = std::size_t{1} << 16;  ///< views that a loop may be ahead: 0.3 s at 200,000 a second; 3 MB
/// Readers × stories beyond that, summed up while the database hangs; 8 MB.
inline constexpr std::size_t kOverflow = std::size_t{1} << 17;
inline constexpr std::size_t kBeaconRing = std::size_t{1} << 15;    ///< more than a loop has connections (server.max_connections)
inline constexpr std::size_t kWaitingViews = std::size_t{1} << 16;  ///< while a commit is running; beyond it they are checked early
inline constexpr std::size_t kSeenAtOnce = std::size_t{1} << 18;    ///< people of one batch, for "reading now": 20 MB
/// Views of a batch below which the counting thread yields; with more it is behind.
inline constexpr std::size_t kYieldBelow = std::size_t{1} << 13;
inline constexpr std::size_t kWaitingBeacons = std::size_t{1} << 16;  ///< each is a waiting client; more than there can be connections
inline constexpr std::chrono::milliseconds kTick{50};   ///< how long a page view waits for its batch: half of the promised 100 ms
inline constexpr std::chrono::milliseconds kGather{2};  ///< how long a beacon waits for others: less than one fsync of a disk

inline constexpr std::chrono::microseconds kGatherLook{300};  ///< how often to check whether as many have come as last time
inline constexpr std::chrono::seconds kIdle{1};               ///< longest sleep: the hour may have changed, or the clock been set

inline constexpr std::int64_t kChangesAtOnce = 1000;  ///< read from the change log; a bulk import makes 100,000s

// Batches.
inline constexpr std::size_t kBatchBeacons = 8192;        ///< answered by one commit; bounds how long the writer thread is busy
inline constexpr std::size_t kAddedAtOnce = 8;            ///< rows; larger batches are logged first: 10 µs a row to add, 0.2 to log
inline constexpr std::chrono::seconds kAddUpEvery{1};     ///< logged views: the API's lists by views are as fresh as rankings …
inline constexpr int kAddUpShare = 40;                    ///< … as long as adding up takes at most 1/40 of the time …
inline constexpr std::chrono::seconds kAddUpAtLatest{3};  ///< … and never older than this
inline constexpr std::size_t kPendingRows = std::size_t{1} << 20;  ///< stories × hours kept while the disk cannot be written; 64 MB
inline constexpr std::size_t kBatchLookups = 1000;            ///< stories looked up because they changed; a bulk import changes 100,000s
inline constexpr std::chrono::milliseconds kFirstRetry{200};  ///< after a failed commit; doubled each time …
inline constexpr std::chrono::seconds kLastRetry{5};          ///< … up to this: a disk with free space again is used within 5 s
inline constexpr int kFinalAttempts = 3;                      ///< at shutdown, before uncommitted views are dropped and logged
/// How long a beacon waits behind an unanswered batch before it is told to try again.
inline constexpr std::chrono::seconds kBeaconPatience{8};

// Other nodes on the same database.
inline constexpr std::chrono::milliseconds kFollowEvery{300};     ///< other nodes' views are in the rankings within a second
inline constexpr std::chrono::minutes kFollowedAtLeastEvery{15};  ///< half as long as the store keeps single batches

// Robots.
inline constexpr std::size_t kUserAgentBytes = 1024;  ///< bytes that are examined; names of robots come earlier
/// RE2's memory: enough for a state per examined byte, so that no search fails.
inline constexpr std::int64_t kRobotSetBytes = std::int64_t{64} << 20;
/// Per loop, 8 bytes each: a busy site sees some hundred in a minute.
inline constexpr std::size_t kKnownUserAgents = std::size_t{1} << 12;

// Referrers. Clients can invent hosts.
inline constexpr std::size_t kHostBytes = 253;                             ///< RFC 1123; longer names are not hosts
inline constexpr std::size_t kReferrers = 1000;                            ///< counted separately in an hour, as many as the store keeps
inline constexpr std::size_t kReferrersOnTheirWay = std::size_t{1} << 12;  ///< remembered in two generations: 1 MB, at worst 3
inline constexpr std::size_t kKnownHosts = std::size_t{1} << 10;           ///< per loop, 16 bytes each
/// Stories × hours × hosts kept while the disk cannot be written; 20 MB, at worst 60.
inline constexpr std::size_t kPendingReferrers = std::size_t{1} << 17;

// Repeats.
inline constexpr std::size_t kRemembered = std::size_t{1} << 22;  ///< (story, reader) pairs; beyond, the oldest are forgotten early; 130 MB

// Current readers, and the last hour by the minute.
inline constexpr std::chrono::minutes kPresent{5};  ///< a reader counts as present for this long after a view
inline constexpr std::chrono::minutes kMinutesKept{60};
inline constexpr std::size_t kPresentReaders = std::size_t{1} << 20;   ///< beyond, those not seen for longest are forgotten; 60 MB
inline constexpr std::size_t kStoriesOfMinute = std::size_t{1} << 14;  ///< counted separately; an hour of so many is 50 MB

// Rankings.
inline constexpr std::chrono::milliseconds kRankEvery{200};  ///< at most five times a second: a reader sees no faster change
inline constexpr std::chrono::seconds kRankAtLeastEvery{1};  ///< the promise, kept even if ranking is expensive
inline constexpr int kRankShare = 20;                        ///< ranking may use 1/20 of the counting thread's time
inline constexpr std::size_t kRankSlack = 1000;              ///< entries a list keeps beyond kRankingDepth, so that a drop needs no rebuild
inline constexpr std::chrono::hours kReloadHours{48};        ///< if the clock jumps ahead by more, all sums are read again

}  // namespace stoppress::readership
