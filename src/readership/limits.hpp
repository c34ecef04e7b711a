// SPDX-License-Identifier: GPL-3.0-or-later
// The bounds of what counting may take in memory and time, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::readership {

inline constexpr unsigned kStepsAtOnce = 256;  ///< before others may have the core: 0.05 to 0.2 µs each

// From a loop to the thread that counts.
inline constexpr std::size_t kViewRing = std::size_t{1} << 16;  ///< views a loop may be ahead: 0.3 s at 200,000 a second; 3 MB
inline constexpr std::size_t kOverflow = std::size_t{1} << 17;  ///< readers × stories beyond that, added up: while the database hangs; 8 MB
inline constexpr std::size_t kBeaconRing = std::size_t{1} << 15;      ///< more than one loop has connections (server.max_connections)
inline constexpr std::size_t kWaitingViews = std::size_t{1} << 16;    ///< while a commit is on its way; beyond it they are judged early
inline constexpr std::size_t kSeenAtOnce = std::size_t{1} << 18;      ///< of a batch, for "reading now": 20 MB
inline constexpr std::size_t kGiveWayBelow = std::size_t{1} << 13;    ///< views of a batch: a counting thread that is behind does not yield
inline constexpr std::size_t kWaitingBeacons = std::size_t{1} << 16;  ///< each is a client that waits; more than there can be connections
inline constexpr std::chrono::milliseconds kTick{50};   ///< how long a view of a page waits for its batch: half of the 100 ms promised
inline constexpr std::chrono::milliseconds kGather{2};  ///< how long a beacon waits for company: less than one fsync of a disk

inline constexpr std::chrono::microseconds kGatherLook{300};  ///< how often it is looked whether as many have come as last time
inline constexpr std::chrono::seconds kIdle{1};               ///< the longest sleep: the hour may have changed, or the clock been set

inline constexpr std::int64_t kChangesAtOnce = 1000;  ///< read from the change log; a bulk import makes 100,000s

// Batches.
inline constexpr std::size_t kBatchBeacons = 8192;        ///< answered by one commit; bounds how long the writer thread is held
inline constexpr std::size_t kAddedAtOnce = 8;            ///< rows; more are logged first: 10 µs a row to add, 0.2 to log
inline constexpr std::chrono::seconds kAddUpEvery{1};     ///< what was logged: the API's lists by views are as fresh as rankings …
inline constexpr int kAddUpShare = 40;                    ///< … while adding up takes no more than one part in so many of the time …
inline constexpr std::chrono::seconds kAddUpAtLatest{3};  ///< … and never older than this
inline constexpr std::size_t kPendingRows = std::size_t{1} << 20;  ///< stories × hours kept while the disk refuses; 64 MB
inline constexpr std::size_t kBatchQuestions = 1000;          ///< stories asked about because they changed; a bulk import changes 100,000s
inline constexpr std::chrono::milliseconds kFirstRetry{200};  ///< after a refused commit; doubled each time …
inline constexpr std::chrono::seconds kLastRetry{5};          ///< … up to this: a disk that has room again is used within 5 s
inline constexpr int kFinalAttempts = 3;                      ///< at shutdown, before uncommitted views are given up and logged
/// A beacon that waits behind a batch without an answer is told then to come again.
inline constexpr std::chrono::seconds kBeaconPatience{8};

// Other nodes on the same database.
inline constexpr std::chrono::milliseconds kFollowEvery{300};     ///< what others counted is in the rankings within a second
inline constexpr std::chrono::minutes kFollowedAtLeastEvery{15};  ///< half as long as the store keeps batches one by one

// Robots.
inline constexpr std::size_t kUserAgentBytes = 1024;  ///< looked at; names of robots stand further in front
inline constexpr std::int64_t kRobotSetBytes = std::int64_t{64}
                                               << 20;  ///< RE2's budget: room for a state per byte looked at, so no search fails
inline constexpr std::size_t kKnownUserAgents = std::size_t{1}
                                                << 12;  ///< per loop, 8 bytes each: a busy site sees some hundred in a minute

// Where readers come from. Anybody can make hosts up.
inline constexpr std::size_t kHostBytes = 253;                             ///< RFC 1123; what is longer is no host
inline constexpr std::size_t kReferrers = 1000;                            ///< told apart in an hour, as many as the store keeps
inline constexpr std::size_t kReferrersOnTheirWay = std::size_t{1} << 12;  ///< remembered twice over: 1 MB, at the worst 3
inline constexpr std::size_t kKnownHosts = std::size_t{1} << 10;           ///< per loop, 16 bytes each
inline constexpr std::size_t kPendingReferrers = std::size_t{1}
                                                 << 17;  ///< stories × hours × hosts while the disk refuses; 20 MB, at the worst 60

// Repeats.
inline constexpr std::size_t kRemembered = std::size_t{1} << 22;  ///< (story, reader) pairs; beyond, the oldest are forgotten early; 130 MB

// Who reads now, and the last hour by the minute.
inline constexpr std::chrono::minutes kPresent{5};  ///< after the last view a reader is taken to be still there
inline constexpr std::chrono::minutes kMinutesKept{60};
inline constexpr std::size_t kPresentReaders = std::size_t{1} << 20;   ///< beyond, those seen the longest ago are forgotten; 60 MB
inline constexpr std::size_t kStoriesOfMinute = std::size_t{1} << 14;  ///< that are kept apart; an hour of so many is 50 MB

// Rankings.
inline constexpr std::chrono::milliseconds kRankEvery{200};  ///< at the most five times a second: a reader sees no faster change
inline constexpr std::chrono::seconds kRankAtLeastEvery{1};  ///< the promise, kept also where ranking is costly
inline constexpr int kRankShare = 20;                        ///< ranking may take one part in so many of the counting thread's time
inline constexpr std::size_t kRankSlack = 1000;              ///< entries a list keeps below kRankingDepth, so that a fall needs no rebuild
inline constexpr std::int64_t kReloadHours = 48;             ///< a clock that jumps further forward than this has the sums read anew

}  // namespace stoppress::readership
