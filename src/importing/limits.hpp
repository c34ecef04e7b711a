// SPDX-License-Identifier: GPL-3.0-or-later
// How much of anything an import takes, each with its reason. What goes beyond is refused with file and line, never cut in silence.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stoppress::importing {

/// Bytes of one content file or one story's text: what a body may have (document/limits.hpp) and a generous front matter.
inline constexpr std::size_t kMaxFileBytes = std::size_t{3} * 1024 * 1024;

/// Bytes of front matter. Real ones stay under 20 KiB; YAML readers need time that grows faster than the text.
inline constexpr std::size_t kMaxFrontMatterBytes = std::size_t{128} * 1024;

/// Bytes of one configuration or data file. Big menus and redirect tables run to some hundred KiB.
inline constexpr std::size_t kMaxDataFileBytes = std::size_t{1024} * 1024;

/// Nesting of values in front matter and configuration. The reading and freeing of a value recurses this deep.
inline constexpr std::size_t kMaxDepth = 64;

/// Values in one front matter or configuration, aliases of YAML counted as often as they are used: "billion laughs" ends here.
inline constexpr std::size_t kMaxValues = 50'000;

/// Folders within folders below the site. Deeper trees are loops made by bind mounts.
inline constexpr std::size_t kMaxFolderDepth = 64;

/// Files of one site: their paths and addresses are kept in memory (about 400 bytes each) so that references can be resolved.
inline constexpr std::size_t kMaxFiles = 5'000'000;

/// Files whose front matter is kept between the two passes (about 2 KiB each); of more it is read twice.
inline constexpr std::size_t kMaxKeptPages = 100'000;

/// Shortcodes of one body, and how deep they may stand within each other. Page builders reach some hundred.
inline constexpr std::size_t kMaxShortcodes = 5'000;
inline constexpr std::size_t kMaxShortcodeDepth = 16;

/// Bytes a body may grow to when its shortcodes and blocks are written out: the most that a body may have anyway.
inline constexpr std::size_t kMaxExpandedBytes = std::size_t{2} * 1024 * 1024;

/// Bytes of one headline, name, address and standfirst. Headlines of more than a few hundred characters are misplaced bodies.
inline constexpr std::size_t kMaxHeadlineBytes = 2'000;
inline constexpr std::size_t kMaxNameBytes = 500;
inline constexpr std::size_t kMaxAddressBytes = 2'048;
inline constexpr std::size_t kMaxStandfirstBytes = 20'000;

/// Topics, authors and former addresses of one story. The longest bylines of newsrooms (investigations) have about 100 names.
inline constexpr std::size_t kMaxTopics = 200;
inline constexpr std::size_t kMaxAuthors = 200;
inline constexpr std::size_t kMaxFormerAddresses = 200;

/// Bytes of one text inside a WXR item that is no body (meta values, comments): more is passed over while reading, in constant memory.
inline constexpr std::size_t kMaxWxrFieldBytes = std::size_t{256} * 1024;

/// Postmeta, terms and the like of one WXR item that are looked at. WordPress plug-ins write some hundred.
inline constexpr std::size_t kMaxWxrFields = 20'000;

/// Elements open at once in a WXR file. The format needs five.
inline constexpr int kMaxXmlDepth = 64;

/// Bytes of one tag with its attributes, and attributes of it. The format's longest, <rss> with its namespaces, has some 600 bytes and
/// seven; a parser compares each attribute with all others.
inline constexpr std::size_t kMaxXmlTagBytes = std::size_t{16} * 1024;
inline constexpr std::size_t kMaxXmlAttributes = 64;

/// CDATA sections, comments and instructions between two tags. Exports split a text where it has "]]>"; the parser copies all that came
/// before for each section that follows another.
inline constexpr std::size_t kMaxXmlPieces = 1'000;

/// Authors, categories and tags of a WXR file: their names are kept in memory (about 200 bytes each).
inline constexpr std::size_t kMaxWxrTerms = 500'000;

/// Items that are read ahead of the store, so that memory stays bounded however slow the disk is.
inline constexpr std::size_t kMaxInFlight = 4'096;

/// Lines of a report that are also printed at the end of the run; the report file has them all.
inline constexpr std::size_t kMaxPrintedLines = 50;

}  // namespace stoppress::importing
