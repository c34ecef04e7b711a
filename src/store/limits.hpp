// SPDX-License-Identifier: GPL-3.0-or-later
// How much the store takes on at once, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::store {

/// Jobs of one commit. A commit's fsync costs as much as some hundred jobs; more would only make the first of them wait.
inline constexpr std::size_t kMaxJobsPerCommit = 1024;

/// How long jobs are gathered into one commit that is already running. Publishing has 20 ms from end to end.
inline constexpr std::chrono::milliseconds kMaxCommitTime{8};

/// Tasks that wait for a reading thread: at 0.2 ms each, some seconds of work; beyond it an answer would come too late to be wanted.
inline constexpr std::size_t kMaxQueuedReads = 4096;

/// How often writing is tried by itself while it fails and nobody else tries: soon enough for who made room, and no load.
inline constexpr std::chrono::seconds kProbeInterval{1};

/// Free bytes of the disk below which one small commit that succeeds is no sign that saving works again: the log is written over from its
/// start after a checkpoint, so that a full disk takes a few pages now and then.
inline constexpr std::uintmax_t kRoomToRecover = std::uintmax_t{1} << 20;

/// Pages (4 KiB) in the write-ahead log from which the writer moves them into the database when it has nothing else to do.
inline constexpr int kCheckpointPages = 1000;

/// Pages from which it does so between two commits, too: 64 MiB.
inline constexpr int kCheckpointPagesAtLatest = 16384;

/// Characters kept of the body where a story has no standfirst; the longest teaser that settings allow fits.
inline constexpr std::size_t kOpeningLength = 500;

/// Numbers tried behind a slug or an address that is taken ("-2" …) before a larger, surely free one is used.
inline constexpr int kMaxNumbered = 50;

/// Redirects that lead to one another before a new one is refused: browsers follow 20.
inline constexpr int kMaxRedirectHops = 5;

/// Slugs that the writer remembers the ids of; sites have hundreds of authors and thousands of topics.
inline constexpr std::size_t kMaxKnownEntries = 20'000;

/// Stories on one page of the API's lists.
inline constexpr std::int64_t kMaxListed = 100;

/// Topics or authors of one story: more is a mistake of a program.
inline constexpr std::size_t kMaxFiledUnder = 200;

/// Notes, and corrections, of one story: each is read with the story's page or its sidebar; more is a program gone wild.
inline constexpr std::int64_t kMaxNotes = 500;
inline constexpr std::int64_t kMaxCorrections = 100;

/// Preview links of one story that have not expired: more people than that get the same one.
inline constexpr std::int64_t kMaxPreviewLinks = 50;

/// Stories whose headline's words are made at once where they are missing.
inline constexpr std::int64_t kWordsAtOnce = 10'000;
/// Stories that get their id in feeds in one transaction where they have none.
inline constexpr std::int64_t kFeedIdsAtOnce = 20'000;
/// Hours whose sums over the whole site are looked at in one transaction: of a busy site some million rows.
inline constexpr std::int64_t kHoursAtOnce = 200;
/// How long nodes of an older program, which keeps no such sums, may have counted beside upgraded ones.
inline constexpr std::chrono::hours kMayHaveOlderNodes{48};
/// Rows of views that are added up before others may have the core: 10 µs each.
inline constexpr unsigned kRowsAtOnce = 16;

/// Hosts that readers came from, told apart in one hour for the whole site and for a story: anybody can make them up, and a site that is
/// read a lot is linked from some hundred in an hour. What comes from more is summed up.
inline constexpr std::int64_t kReferrersPerHour = 1000;
inline constexpr std::int64_t kReferrersOfStoryPerHour = 100;
/// Hosts that are read of a span: as many as a file of them has.
inline constexpr std::int64_t kReferrersRead = 1000;
/// Stories whose pages fall one by one when a picture in them is replaced. A picture in more stands nearly everywhere, and all pages fall.
inline constexpr std::int64_t kMaxTaggedStories = 500;

/// Bytes of an address: fits an index page and every proxy.
inline constexpr std::size_t kMaxAddressBytes = 2048;

/// How long batches of views are kept on a server after they were added up: a node that was cut off for less takes them in one by one, one
/// that was away for longer reads all sums again.
inline constexpr std::chrono::minutes kViewLogKept{30};

/// How long a job waits to hear what came of a commit whose answer was lost, before it is told that nobody knows.
inline constexpr std::chrono::seconds kUnknownCommit{10};

/// Expired answers to requests with an Idempotency-Key that are deleted in one transaction: each may hold a whole story.
inline constexpr std::int64_t kAnswersSweptAtOnce = 200;

/// Notes for the audit log that are moved in one transaction.
inline constexpr std::int64_t kNotesMovedAtOnce = 200;

/// A server that could not be reached is not asked again for so long: what comes meanwhile is refused at once.
inline constexpr std::chrono::milliseconds kServerRest{500};

}  // namespace stoppress::store
