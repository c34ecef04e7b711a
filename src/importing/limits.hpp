// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of an import, each with its reason. Anything beyond is refused with file and line, never cut silently.
// Thread: plain data; constants.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stoppress::importing {

/// Bytes of one content file or one story's text: the most that a body may have (document/limits.hpp),
/// plus front matter.
inline constexpr std::size_t kMaxFileBytes = std::size_t{3} * 1024 * 1024;

/// Bytes of front matter. Real ones have less than 20 KiB; YAML parsers can take more than linear time.
inline constexpr std::size_t kMaxFrontMatterBytes = std::size_t{128} * 1024;

/// Bytes of one configuration or data file. Large menus and redirect tables have some hundred KiB.
inline constexpr std::size_t kMaxDataFileBytes = std::size_t{1024} * 1024;

/// Nesting of values in front matter and configuration. Reading and freeing a value recurses this deep.
inline constexpr std::size_t kMaxDepth = 64;

/// Values in one front matter or configuration, with YAML aliases counted each time they are used:
/// stops "billion laughs".
inline constexpr std::size_t kMaxValues = 50'000;

/// Nested folders below the site. Deeper trees are loops made by bind mounts.
inline constexpr std::size_t kMaxFolderDepth = 64;

/// Files of one site: their paths and addresses are in memory (about 400 bytes each) to resolve references.
inline constexpr std::size_t kMaxFiles = 5'000'000;

/// Files whose front matter is kept between the two passes (about 2 KiB each); beyond that it is read twice.
inline constexpr std::size_t kMaxKeptPages = 100'000;

/// Shortcodes of one body, and how deeply they may be nested. Page builders use some hundred.
inline constexpr std::size_t kMaxShortcodes = 5'000;
inline constexpr std::size_t kMaxShortcodeDepth = 16;

/// Bytes that a body may have when its shortcodes and blocks are expanded: the limit of any body.
inline constexpr std::size_t kMaxExpandedBytes = std::size_t{2} * 1024 * 1024;

/// Bytes of one headline, name, address and standfirst. A headline of more than a few hundred characters is
/// a misplaced body.
inline constexpr std::size_t kMaxHeadlineBytes = 2'000;
inline constexpr std::size_t kMaxNameBytes = 500;
/// Links of an old site's menu that are read; a menu here has room for fewer.
inline constexpr std::size_t kMaxOldMenuLinks = 200;
/// Of a WordPress export: entries of all its menus, and pages that they may lead to.
inline constexpr std::size_t kMaxOldMenuEntries = 2'000;
inline constexpr std::size_t kMaxOldMenuPages = 5'000;
/// Ghost writes objects in a list.
inline constexpr std::size_t kMaxNavigationDepth = 4;
inline constexpr std::size_t kMaxAddressBytes = 2'048;
inline constexpr std::size_t kMaxStandfirstBytes = 20'000;

/// Topics, authors and former addresses of one story. The longest bylines (of investigations) have about 100 names.
inline constexpr std::size_t kMaxTopics = 200;
inline constexpr std::size_t kMaxAuthors = 200;
inline constexpr std::size_t kMaxFormerAddresses = 200;

/// Bytes of one text in a WXR item that is not a body (meta values, comments); the rest is skipped while reading, in
/// constant memory.
inline constexpr std::size_t kMaxWxrFieldBytes = std::size_t{256} * 1024;

/// Postmeta, terms and the like of one WXR item that are read. WordPress plug-ins write some hundred.
inline constexpr std::size_t kMaxWxrFields = 20'000;

/// Bytes of one comment's text: what a database of WordPress has room for; and of its stored form, in which markup is written out.
inline constexpr std::size_t kMaxCommentBytes = std::size_t{64} * 1024;
inline constexpr std::size_t kMaxCommentStoredBytes = 8 * kMaxCommentBytes;
/// Of the name of who wrote it (WordPress has room for 255), and of its id and anchor.
inline constexpr std::size_t kMaxCommentNameBytes = 300;
inline constexpr std::size_t kMaxCommentIdBytes = 500;
/// Comments of one WXR item that are read, and bytes of their texts together: an item is in memory as a whole.
inline constexpr std::size_t kMaxItemComments = 10'000;
inline constexpr std::size_t kMaxItemCommentBytes = std::size_t{8} * 1024 * 1024;

/// Elements open at once in a WXR file. The format needs five.
inline constexpr int kMaxXmlDepth = 64;

/// Bytes of one tag with its attributes, and number of attributes. The format's longest tag, <rss> with its namespaces,
/// has about 600 bytes and seven attributes; a parser compares each attribute with all others.
inline constexpr std::size_t kMaxXmlTagBytes = std::size_t{16} * 1024;
inline constexpr std::size_t kMaxXmlAttributes = 64;

/// CDATA sections, comments and instructions between two tags. Exports split a text at each "]]>"; for each further
/// section the parser copies all text before it.
inline constexpr std::size_t kMaxXmlPieces = 1'000;

/// Authors, categories and tags of a WXR file: their names are in memory (about 200 bytes each).
inline constexpr std::size_t kMaxWxrTerms = 500'000;

/// Bytes of one row of a Ghost export: a post has its text up to four times, in different forms.
inline constexpr std::size_t kMaxGhostRowBytes = std::size_t{16} * 1024 * 1024;

/// Users and tags of a Ghost export, and rows that say which post has which: they are in memory (about 100 bytes each).
inline constexpr std::size_t kMaxGhostRelations = 5'000'000;

/// What a ZIP file may hold: entries, bytes of its JSON, and bytes of all that is unpacked for each byte of the file, since pictures
/// can hardly be compressed and JSON to a tenth.
inline constexpr std::size_t kMaxZipEntries = 1'000'000;
inline constexpr std::uint64_t kMaxZipExpansion = 50;
inline constexpr std::uint64_t kMinZipBytes = std::uint64_t{64} * 1024 * 1024;

/// Bytes of a sitemap or feed with the addresses of an old site, unpacked: a sitemap has 50 MB at most. Logs and lists are read line by
/// line.
inline constexpr std::size_t kMaxAddressFileBytes = std::size_t{128} * 1024 * 1024;

/// Bytes of all reusable blocks of a WordPress export, which are in memory.
inline constexpr std::size_t kMaxPatternBytes = std::size_t{32} * 1024 * 1024;

/// Items that are read ahead of the store, so that memory is bounded however slow the disk is.
inline constexpr std::size_t kMaxInFlight = 4'096;

/// Lines of a report that are also printed at the end of the run; the report file has all of them.
inline constexpr std::size_t kMaxPrintedLines = 50;

/// Notes of a run that the newsroom keeps, and how many of one kind, so that one shortcode in every story does not leave room for nothing else.
/// Nobody works through more by hand; the report file has all of them.
inline constexpr std::size_t kMaxKeptNotes = 20'000;
inline constexpr std::size_t kMaxKeptNotesOfKind = 5'000;
/// Bytes of each of them, so that all together need some 25 MB at most: a sentence with a name, a path.
inline constexpr std::size_t kMaxKeptWordsBytes = 500;
inline constexpr std::size_t kMaxKeptFileBytes = 300;
inline constexpr std::size_t kMaxKeptAddressBytes = 500;
/// Reasons, and things that are not imported, in a kept account: importers know some dozens.
inline constexpr std::size_t kMaxKeptCounts = 100;

}  // namespace stoppress::importing
