// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of the store, each with its reason.
// Thread: plain data; constants.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::store {

/// Languages in which a recording has captions.
inline constexpr std::int64_t kMaxCaptionTracks = 40;

/// Jobs per commit. An fsync costs as much as some hundred jobs; more would only make the first of them wait.
inline constexpr std::size_t kMaxJobsPerCommit = 1024;

/// How long jobs are added to a running commit. A publication has 20 ms from end to end.
inline constexpr std::chrono::milliseconds kMaxCommitTime{8};
/// The same in an import: pages that many stories change, as those of indexes, are written once for all of them.
inline constexpr std::chrono::milliseconds kMaxLargeCommitTime{200};

/// Tasks that may wait for a reading thread: some seconds of work at 0.2 ms each; after that an answer
/// would be too late.
inline constexpr std::size_t kMaxQueuedReads = 4096;

/// How often the writer tests by itself whether writing works again: soon enough after somebody freed space,
/// and no load.
inline constexpr std::chrono::seconds kProbeInterval{1};

/// Free bytes on the disk below which one small successful commit does not prove that saving works again: after a
/// checkpoint the log is overwritten from its start, so a full disk accepts a few pages now and then.
inline constexpr std::uintmax_t kRoomToRecover = std::uintmax_t{1} << 20;

/// Pages (4 KiB) in the write-ahead log at which the writer runs a checkpoint when it is idle.
inline constexpr int kCheckpointPages = 1000;

/// Pages at which it does so between two commits, too: 64 MiB.
inline constexpr int kCheckpointPagesAtLatest = 16384;

/// Characters of the body stored if a story has no standfirst; the longest teaser in the settings fits.
inline constexpr std::size_t kOpeningLength = 500;

/// Numbers tried after a slug or an address that is in use ("-2" …) before a larger, surely free one is used.
inline constexpr int kMaxNumbered = 50;

/// Length of a chain of redirects at which a new one is refused: browsers follow 20.
inline constexpr int kMaxRedirectHops = 5;

/// Ids that the writer caches by slug; sites have hundreds of authors and thousands of topics.
inline constexpr std::size_t kMaxKnownEntries = 20'000;

/// Stories on one page of the API's lists.
inline constexpr std::int64_t kMaxListed = 100;

/// Topics or authors of one story: more is a client's mistake.
inline constexpr std::size_t kMaxFiledUnder = 200;

/// Notes and corrections of one story. Each is read with the story's page or its sidebar; more is a client
/// out of control.
inline constexpr std::int64_t kMaxNotes = 500;
inline constexpr std::int64_t kMaxCorrections = 100;

/// Unexpired preview links of one story: more people than that can share one.
inline constexpr std::int64_t kMaxPreviewLinks = 50;

/// Stories whose missing headline words are computed in one transaction.
inline constexpr std::int64_t kWordsAtOnce = 10'000;
/// Stories that get a missing feed id in one transaction.
inline constexpr std::int64_t kFeedIdsAtOnce = 20'000;
/// Hours whose site-wide sums are checked in one transaction: on a busy site some million rows.
inline constexpr std::chrono::hours kHoursAtOnce{200};
/// How long nodes of an older version, which does not maintain such sums, may have counted next to upgraded ones.
inline constexpr std::chrono::hours kMayHaveOlderNodes{48};
/// Rows of views that are summed before other threads may have the core: 10 µs each.
inline constexpr unsigned kRowsAtOnce = 16;

/// Referring hosts that are counted separately per hour, for the whole site and for one story. Anybody can invent
/// hosts, and a popular site is linked from some hundred in an hour. The rest is summed up.
inline constexpr std::int64_t kReferrersPerHour = 1000;
inline constexpr std::int64_t kReferrersOfStoryPerHour = 100;
/// Hosts that are read for a span: as many as fit into an exported file.
inline constexpr std::int64_t kReferrersRead = 1000;
/// Stories whose pages are invalidated one by one when a picture in them is replaced. A picture in more stories appears
/// nearly everywhere, so all pages are invalidated.
inline constexpr std::int64_t kMaxTaggedStories = 500;

/// While somebody writes, a version of the draft is kept this often.
inline constexpr std::chrono::minutes kDraftVersionEvery{5};
/// Where two people write in turn, a version is kept before the other's changes at most this often.
inline constexpr std::chrono::minutes kPersonVersionEvery{1};
/// Bytes that are replaced or deleted at once, about a sentence, before which the draft is kept as a version.
inline constexpr std::size_t kLargeDeletionBytes = 40;
/// Versions kept of the drafts of a story: at least a working day of one person's writing. Older ones are dropped.
inline constexpr std::int64_t kMaxDraftVersions = 100;
/// Bytes of all of them together; the latest is kept whatever its size.
inline constexpr std::int64_t kMaxDraftVersionBytes = std::int64_t{8} * 1024 * 1024;

/// A menu of the site: a label fits one line on a phone (in characters), and the head of a page has room for ten links.
inline constexpr std::size_t kMaxMenuLabel = 60;
inline constexpr std::size_t kMaxMenuLinks = 30;

/// Bytes of an address: fits into an index page and through every proxy.
inline constexpr std::size_t kMaxAddressBytes = 2048;

/// How long batches of views are kept on a server after they were added to the sums. A node that was cut off for less
/// adds them one by one, one that was away for longer reads all sums again.
inline constexpr std::chrono::minutes kViewLogKept{30};

/// How long a job waits to learn the outcome of a commit that the server did not answer, before it gets
/// `outcome_unknown`.
inline constexpr std::chrono::seconds kUnknownCommit{10};

/// Expired answers to requests with an Idempotency-Key that are deleted in one transaction: each may
/// contain a whole story.
inline constexpr std::int64_t kAnswersSweptAtOnce = 200;

/// How long what was deleted can be restored.
inline constexpr std::chrono::hours kTrashKept{30 * 24};
/// Entries of the trash that are removed in one transaction: each may be a story with hundreds of revisions.
inline constexpr std::int64_t kTrashRemovedAtOnce = 20;

/// Story templates: a menu of more is a list that nobody reads. All of them are in one answer.
inline constexpr std::int64_t kMaxTemplates = 100;

/// Runs of imports that are kept. Older ones go when nothing is left to do of them: a source that is imported every day has the same
/// notes each time, and the last run has them.
inline constexpr std::int64_t kMaxKeptImports = 100;

/// Notifications of one person that are kept: nobody reads further back, and a story in work makes a few dozen.
inline constexpr std::int64_t kMaxNotifications = 500;
/// How long a notification is kept, read or not.
inline constexpr std::chrono::hours kNotificationsKept{90 * 24};
/// Expired notifications that are deleted in one transaction: a row each.
inline constexpr std::int64_t kNotificationsDeletedAtOnce = 500;

/// Comments of one story that imports bring, deleted ones included: more than the most discussed story of a small newsroom has.
inline constexpr std::int64_t kMaxCommentsOfStory = 10'000;

/// Notes that are moved to the audit log in one transaction.
inline constexpr std::int64_t kNotesMovedAtOnce = 200;

/// How long a server that could not be reached is not tried again; calls meanwhile fail at once.
inline constexpr std::chrono::milliseconds kServerRest{500};

}  // namespace stoppress::store
