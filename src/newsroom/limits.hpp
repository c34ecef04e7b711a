// SPDX-License-Identifier: GPL-3.0-or-later
// How much the API takes, each with its reason. What is too much is refused and named, never cut.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::newsroom {

/// Bytes of a story as JSON: twice the longest body that the document model takes, since every quote in it is escaped.
inline constexpr std::uint64_t kMaxStoryBytes = 4 * 1024 * 1024;
/// Bytes of any other request: a biography, a reason.
inline constexpr std::uint64_t kMaxSmallBytes = 64 * 1024;
/// Bytes of a request that anybody may send: a password, or a passkey's answer of a few KiB. More is told by who sends it first.
inline constexpr std::uint64_t kMaxAnonymousBytes = 16 * 1024;
/// Bytes of a body that is read before its sender's token or session is looked up: nearly all stories, so that a save asks once.
inline constexpr std::uint64_t kMaxUnaskedBytes = 64 * 1024;
/// Bytes of a view: one number and room for what a client may wrap around it.
inline constexpr std::uint64_t kMaxViewBytes = 1024;
/// Characters of the host that a view came from, by RFC 1123.
inline constexpr std::size_t kMaxReferrer = 253;
/// Nested arrays and objects in a request. The deepest body that the document model makes is well below.
inline constexpr std::size_t kMaxJsonDepth = 64;
/// Refused fields that are listed in one answer; a program that gets more wrong has one mistake, not many.
inline constexpr std::size_t kMaxFieldErrors = 50;

// Characters are code points. Where a reader sees the text, its length is bounded by what a page can show.
inline constexpr std::size_t kMaxHeadline = 300;     ///< search engines show 70, the longest real ones have about 200
inline constexpr std::size_t kMaxStandfirst = 2000;  ///< a long paragraph; it stands in lists and feeds
inline constexpr std::size_t kMaxCaption = 2000;     ///< captions of old agency pictures are whole paragraphs
inline constexpr std::size_t kMaxAlt = 1000;
inline constexpr std::size_t kMaxCredit = 500;
inline constexpr std::size_t kMaxAddress = 2000;      ///< bytes; browsers and proxies cut longer ones
inline constexpr std::size_t kMaxTopics = 50;         ///< of one story; each is a row in its lists
inline constexpr std::size_t kMaxAuthors = 50;        ///< of one story; the longest bylines of joint investigations have about 40
inline constexpr std::size_t kMaxReason = 1000;       ///< of a withdrawal; stands on the page that says so
inline constexpr std::size_t kMaxName = 200;          ///< of a section, topic, author
inline constexpr std::size_t kMaxDescription = 5000;  ///< a biography
inline constexpr std::size_t kMaxCorrection = 2000;   ///< stands on the story's page; the longest printed ones have a few hundred words
inline constexpr std::size_t kMaxNote = 5000;         ///< to a colleague
inline constexpr std::size_t kMaxPassage = 2000;      ///< that a note is about: a paragraph
inline constexpr std::size_t kMaxAliases = 50;        ///< of a topic
inline constexpr std::size_t kMaxTranslationKey = 200;
/// How far ahead clients are told when clocks change: nobody schedules later, and rules change sooner.
inline constexpr std::chrono::days kOffsetsAhead{3653};

inline constexpr std::size_t kMaxFileName = 200;    ///< of an upload; shown to people, names no file here
inline constexpr std::size_t kMaxSearchText = 200;  ///< of a search in the library
inline constexpr std::size_t kMaxSearchWords = 4;   ///< that count: each is looked for in every row

/// Uploads that are read or developed at once, each in memory whole: 100 MiB together. The rest are told to come back.
inline constexpr int kMaxUploadsAtOnce = 4;
/// Of them of one person or token, so that nobody takes all: as many as the newsroom sends at once.
inline constexpr int kMaxUploadsOfOne = 3;

inline constexpr std::size_t kMaxIdempotencyKey = 255;  ///< characters; a UUID has 36
/// Answers kept for one person or token at a time, and their bytes: a program that sends a story every four seconds all day.
inline constexpr std::int64_t kMaxKeptAnswers = 20'000;
inline constexpr std::int64_t kMaxKeptAnswerBytes = std::int64_t{256} << 20;

inline constexpr std::int64_t kDefaultListLength = 20;
inline constexpr std::int64_t kMaxListLength = 100;      ///< stories in one answer: about 100 KiB
inline constexpr std::size_t kMaxEntriesLength = 1000;   ///< sections, topics, authors in one answer: about 200 KiB
inline constexpr std::size_t kMaxSearch = 200;           ///< characters that headlines are searched for
inline constexpr std::int64_t kMaxPosition = 1'000'000;  ///< of a section in menus
inline constexpr std::int64_t kMaxPreviewHours = 168;    ///< a week: who needs longer gets a new link
inline constexpr std::size_t kMaxCursorLength = 200;
inline constexpr std::int64_t kMaxMergesListed = 100;     ///< of topics; older ones are undone after those since
inline constexpr std::size_t kMaxSplitStories = 1000;     ///< in one request, and one transaction
inline constexpr std::size_t kMaxRedirects = 500;         ///< in one request: more do not go into one of 64 KiB
inline constexpr std::int64_t kMaxRedirectsListed = 500;  ///< in one answer: about 60 KiB
inline constexpr std::size_t kMaxRedirectAddress = 1000;  ///< bytes; as long as an address of a story may be
inline constexpr std::size_t kMaxNotedDetail = 200;       ///< bytes, in an entry of the audit log
inline constexpr std::size_t kMaxMenuLabel = 60;          ///< one line of a phone
inline constexpr std::size_t kMaxMenuLinks = 30;          ///< a page's head has room for ten

// Numbers. A day is 24 rows of each section in each language.
inline constexpr std::int64_t kMaxDaysByDay = 400;    ///< a year, and the month to hold it against
inline constexpr std::int64_t kMaxDaysByHour = 31;    ///< 744 points: more than a chart can show
inline constexpr std::size_t kNumbersListed = 20;     ///< sections, languages, authors, referrers in one answer; the others are summed up
inline constexpr std::size_t kNumbersInCsv = 1000;    ///< likewise in a file
inline constexpr std::size_t kMostViewedListed = 10;  ///< of each window
inline constexpr std::size_t kReadNowListed = 10;     ///< stories that have the most readers
inline constexpr std::size_t kMaxLiveStreams = 64;    ///< a connection each: whole newsrooms watch, and readers keep theirs
inline constexpr std::size_t kMaxLiveStreamsOfPerson = 6;  ///< as many as a browser opens to one site

inline constexpr std::size_t kMaxPersonName = 100;       ///< stands beside everything that the person does
inline constexpr std::size_t kMaxTokenName = 100;        ///< likewise
inline constexpr std::size_t kMaxEmailLength = 254;      ///< RFC 5321
inline constexpr std::size_t kMaxCodeLength = 40;        ///< of a second factor; recovery codes have 17
inline constexpr std::size_t kMaxLinkLength = 100;       ///< of a sign-in link's secret; ours have 43
inline constexpr std::size_t kMostPasswordBytes = 4096;  ///< what is longer than the rules take is refused by them, with their reason
inline constexpr std::size_t kMaxPasskeyName = 100;      ///< one line of a list
inline constexpr std::size_t kMaxTransports = 10;        ///< of a passkey; browsers know six
inline constexpr std::size_t kMaxTransportLength = 32;   ///< bytes; "smart-card" has ten
inline constexpr std::chrono::minutes kProofLasts{10};   ///< after signing in, before somebody is asked again who they are
inline constexpr std::int64_t kDefaultAuditLength = 50;
inline constexpr std::int64_t kMaxAuditLength = 200;  ///< entries in one answer: about 100 KiB

// Guessing at passwords: what people get wrong by themselves is free, and a list of passwords takes years.
inline constexpr unsigned kFreeAttempts = 10;           ///< wrong ones for one account before anybody waits
inline constexpr unsigned kFreeAttemptsOfAddress = 30;  ///< from one address, behind which there may be a whole newsroom
inline constexpr unsigned kNotedRefusals = 100;         ///< refused sign-ins that the audit log notes at once …
inline constexpr double kSecondsPerNotedRefusal = 10;   ///< … and one more in each of these, so that a flood cannot fill the disk

}  // namespace stoppress::newsroom
