// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of the API, each with its reason. Input beyond a limit is refused with the name of the field, never cut.
// Thread: plain data; constants.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::newsroom {

/// Bytes of a story as JSON: twice the longest body that the document model accepts, because every quote in
/// it is escaped.
inline constexpr std::uint64_t kMaxStoryBytes = 4 * 1024 * 1024;
/// Bytes of any other request: a biography, a reason.
inline constexpr std::uint64_t kMaxSmallBytes = 64 * 1024;
/// Bytes of a front page: all its places with texts as long as they may be, of which a form makes six bytes a letter.
inline constexpr std::uint64_t kMaxFrontBytes = 1024 * 1024;
/// Bytes of a request that anybody may send: a password, or a passkey's answer of a few KiB. For longer ones the sender
/// must be known first.
inline constexpr std::uint64_t kMaxAnonymousBytes = 16 * 1024;
/// Bytes of a body that is read before its sender's token or session is looked up: nearly all stories, so that a save
/// needs one look-up.
inline constexpr std::uint64_t kMaxUnauthenticatedBytes = 64 * 1024;
/// Bytes of a view: a number, and room for what a client may wrap around it.
inline constexpr std::uint64_t kMaxViewBytes = 1024;
/// Characters of the referring host, by RFC 1123.
inline constexpr std::size_t kMaxReferrer = 253;
/// Nested arrays and objects in a request. The deepest body of the document model is far below.
inline constexpr std::size_t kMaxJsonDepth = 64;
/// Refused fields that are listed in one answer; a program with more has one mistake, not many.
inline constexpr std::size_t kMaxFieldErrors = 50;

// Characters are code points. Texts that readers see are limited to what a page can show.
inline constexpr std::size_t kMaxHeadline = 300;     ///< search engines show 70, the longest real ones have about 200
inline constexpr std::size_t kMaxStandfirst = 2000;  ///< a long paragraph; shown in lists and feeds
inline constexpr std::size_t kMaxCaption = 2000;     ///< captions of old agency pictures are whole paragraphs
inline constexpr std::size_t kMaxAlt = 1000;
inline constexpr std::size_t kMaxCredit = 500;
inline constexpr std::size_t kMaxAddress = 2000;      ///< bytes; browsers and proxies cut longer ones
inline constexpr std::size_t kMaxTopics = 50;         ///< per story; it appears in the list of each
inline constexpr std::size_t kMaxAuthors = 50;        ///< per story; the longest bylines of joint investigations have about 40
inline constexpr std::size_t kMaxReason = 1000;       ///< of a withdrawal; shown on its page
inline constexpr std::size_t kMaxName = 200;          ///< of a section, topic, author
inline constexpr std::size_t kMaxDescription = 5000;  ///< a biography
inline constexpr std::size_t kMaxCorrection = 2000;   ///< shown on the story's page; the longest printed ones have a few hundred words
inline constexpr std::size_t kMaxNote = 5000;         ///< to a colleague
inline constexpr std::size_t kMaxMentions = 20;       ///< people whom a note names: more are a mailing list
inline constexpr std::size_t kMaxPassage = 2000;      ///< the passage that a note is about: a paragraph
inline constexpr std::size_t kMaxAliases = 50;        ///< of a topic
inline constexpr std::size_t kMaxTranslationKey = 200;
inline constexpr std::size_t kMaxNoteKind = 40;       ///< of notes about an import: a word or two
inline constexpr std::size_t kMaxTemplateName = 100;  ///< of a story template; one line of a menu
/// How far ahead clients get the changes of the site's clocks: nobody schedules later, and the rules change sooner.
inline constexpr std::chrono::days kOffsetsAhead{3653};

inline constexpr std::size_t kMaxFileName = 200;      ///< of an upload; shown to people, never used as a file's name
inline constexpr std::size_t kMaxSearchText = 200;    ///< of a search in the library
inline constexpr std::size_t kMaxMediaAddress = 500;  ///< of a file, as a story names it
inline constexpr std::size_t kMaxSearchWords = 4;     ///< words that are used: each is searched for in every row

/// Content-Length of an upload that is refused by its type's own limit, with a word on it: more than anybody sends.
inline constexpr std::uint64_t kMaxDeclaredUpload = std::uint64_t{1} << 46U;
/// Pieces of large uploads that wait for the disk: one of each.
inline constexpr std::size_t kMaxSpooledPieces = 16;
/// Bytes of a Content-Type that an error repeats.
inline constexpr std::size_t kMaxTypeShown = 40;
/// Characters of what players call captions.
inline constexpr std::size_t kMaxCaptionsLabel = 80;

/// Uploads that are received or processed at once, each in memory as a whole (100 MiB together); and as many larger ones, in
/// files. Others are asked to retry.
inline constexpr int kMaxUploadsAtOnce = 4;
/// How many of those one person or token may have: as many as the newsroom's UI sends at once.
inline constexpr int kMaxUploadsOfOne = 3;

/// Pictures and embeds that are fetched from other sites or processed at once, each with up to 10 MiB in memory; and how
/// many of those one person may have.
inline constexpr int kMaxFetchesAtOnce = 12;
inline constexpr int kMaxFetchesOfOne = 4;
/// Time for all that is fetched about one embed: an oEmbed answer, a page, its oEmbed answer, a picture.
inline constexpr std::chrono::milliseconds kMaxDescribingTime{15'000};

inline constexpr std::size_t kMaxIdempotencyKey = 255;  ///< characters; a UUID has 36
/// Answers stored for one person or token, and their bytes: a program that sends a story every four seconds all day.
inline constexpr std::int64_t kMaxKeptAnswers = 20'000;
inline constexpr std::int64_t kMaxKeptAnswerBytes = std::int64_t{256} << 20;

inline constexpr std::int64_t kDefaultListLength = 20;
inline constexpr std::int64_t kMaxListLength = 100;      ///< stories in one answer: about 100 KiB
inline constexpr std::size_t kMaxEntriesLength = 1000;   ///< sections, topics, authors in one answer: about 200 KiB
inline constexpr std::size_t kMaxSearch = 200;           ///< characters of a search for headlines
inline constexpr std::int64_t kMaxPosition = 1'000'000;  ///< of a section in menus
inline constexpr std::int64_t kMaxPreviewHours = 168;    ///< a week; a new link can be made after that
inline constexpr std::size_t kMaxCursorLength = 200;
inline constexpr std::size_t kMaxNotificationsMarked = 100;  ///< as read, one by one: a page of the list
inline constexpr std::int64_t kMaxMergesListed = 100;        ///< of topics; older ones can be undone after the later ones
inline constexpr std::size_t kMaxSplitStories = 1000;        ///< in one request, and one transaction
inline constexpr std::size_t kMaxRedirects = 500;            ///< in one request: more do not fit into 64 KiB
inline constexpr std::int64_t kMaxRedirectsListed = 500;     ///< in one answer: about 60 KiB
inline constexpr std::size_t kMaxRedirectAddress = 1000;     ///< bytes; as long as an address of a story may be
inline constexpr std::size_t kMaxNotedDetail = 200;          ///< bytes, in an entry of the audit log
inline constexpr std::int64_t kMaxFrontPlace = 50;           ///< of the front page: further down nobody arranges stories by hand
inline constexpr std::uintmax_t kRoomLeftByUploads = std::uintmax_t{128}
                                                     << 20;  ///< twice this stays free on the disk beside a large upload
inline constexpr std::size_t kMaxKicker = 60;                ///< a few words above a headline
inline constexpr std::size_t kMaxFrontHeadline = 150;        ///< shorter than the story's own
inline constexpr std::size_t kMaxBreakingLine = 160;         ///< two lines on a phone

// Numbers. A day has 24 rows for each section in each language.
inline constexpr std::int64_t kMaxDaysByDay = 400;    ///< a year, and a month to compare it with
inline constexpr std::int64_t kMaxDaysByHour = 31;    ///< 744 points: more than a chart can show
inline constexpr std::size_t kNumbersListed = 20;     ///< sections, languages, authors, referrers in one answer; the others are added up
inline constexpr std::size_t kNumbersInCsv = 1000;    ///< the same in a file
inline constexpr std::size_t kMostViewedListed = 10;  ///< of each window
inline constexpr std::size_t kReadNowListed = 10;     ///< stories that have the most readers
inline constexpr std::size_t kMaxLiveStreams = 64;  ///< a connection each: enough for a whole newsroom, and leaves connections for readers
inline constexpr std::size_t kMaxLiveStreamsOfPerson = 6;  ///< as many as a browser opens to one site

inline constexpr std::size_t kMaxPersonName = 100;   ///< shown with everything that the person does
inline constexpr std::size_t kMaxTokenName = 100;    ///< the same
inline constexpr std::size_t kMaxEmailLength = 254;  ///< RFC 5321
inline constexpr std::size_t kMaxCodeLength = 40;    ///< of a second factor; recovery codes have 17
inline constexpr std::size_t kMaxLinkLength = 100;   ///< of a sign-in link's secret; ours have 43
/// Far above the limit of the password rules, so that these refuse long passwords with their own reason.
inline constexpr std::size_t kMostPasswordBytes = 4096;
inline constexpr std::size_t kMaxPasskeyName = 100;         ///< one line of a list
inline constexpr std::size_t kMaxTransports = 10;           ///< of a passkey; browsers know six
inline constexpr std::size_t kMaxTransportLength = 32;      ///< bytes; "smart-card" has ten
inline constexpr std::chrono::minutes kSignInIsRecent{10};  ///< after signing in, before people must prove their identity again
inline constexpr std::int64_t kDefaultAuditLength = 50;
inline constexpr std::int64_t kMaxAuditLength = 200;  ///< entries in one answer: about 100 KiB
inline constexpr std::int64_t kAuditInCsv = 50'000;   ///< entries in a download: about 8 MiB

// Password guessing: a few mistakes cost nothing, but trying a list of passwords takes years.
inline constexpr unsigned kFreeAttempts = 10;           ///< wrong ones for one account before it must wait
inline constexpr unsigned kFreeAttemptsOfAddress = 30;  ///< from one address, which may be that of a whole newsroom
inline constexpr unsigned kNotedRefusals = 100;         ///< refused sign-ins that the audit log records at once …
inline constexpr double kSecondsPerNotedRefusal = 10;   ///< … and one more per this time, so that a flood cannot fill the disk

}  // namespace stoppress::newsroom
