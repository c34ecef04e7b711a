// SPDX-License-Identifier: GPL-3.0-or-later
// Limits on a body, each with its reason. Input beyond a limit is refused with a clear error, or
// simplified and reported.
// Thread: plain data; constants.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stoppress::document {

/// Bytes of one source body. The longest reports have a few hundred KiB; this bounds the parser's memory and time.
inline constexpr std::size_t kMaxSourceBytes = 2 * 1024 * 1024;

/// Bytes of a body's own JSON as stored: more than the longest source of plain prose needs, and far enough below the 4
/// MiB of a request that a stored body can be sent back.
inline constexpr std::size_t kMaxStoredBytes = 3 * 1024 * 1024;

/// Blocks, list items, table cells and runs of text in a stored body. Long reports have some thousands; a megabyte of
/// alternating marks would make each page, feed and editor process a million.
inline constexpr std::size_t kMaxNodes = 100'000;

/// Bytes of a body's own JSON that are read. Earlier versions had no limit on the stored form, which can be up to seven
/// times as long as the source.
inline constexpr std::size_t kMaxReadBytes = 7 * kMaxSourceBytes;

/// Nested arrays and objects in a body's JSON, and the deepest recursion of any function here over input.
inline constexpr std::size_t kMaxDepth = 64;

/// Quotes and lists inside each other. With three JSON levels each, a body of this depth stays well below kMaxDepth
/// even inside an API request.
inline constexpr std::size_t kMaxNesting = 12;

/// Elements open at once in HTML. Page builders nest to about 60; an HTML5 parser's work per tag grows with this.
inline constexpr std::size_t kMaxOpenElements = 400;

/// Bytes of memory for one HTML parse: badly nested formatting can make a parser clone elements without end.
inline constexpr std::size_t kMaxHtmlMemory = 192 * std::size_t{1024 * 1024};

/// Processor time for one HTML parse in milliseconds: hundreds of times what a long report needs.
inline constexpr std::int64_t kMaxHtmlMilliseconds = 1000;

/// Bytes of an address. Browsers and proxies have limits somewhere above 8 KiB; nobody follows longer ones.
inline constexpr std::size_t kMaxAddressLength = 4096;

/// Columns of a table, and cells of all tables of a body. Tables are filled up to a rectangle, so a few bytes of markup
/// could otherwise make gigabytes.
inline constexpr std::size_t kMaxColumns = 64;
inline constexpr std::size_t kMaxCells = 50'000;

/// Pictures of a gallery. One alone is a picture; more than these nobody looks through, and a page loads them all.
inline constexpr std::size_t kMinPictures = 2;
inline constexpr std::size_t kMaxPictures = 30;

/// Footnotes of a body.
inline constexpr std::size_t kMaxFootnotes = 2'000;

/// Bytes of small strings: a code block's language, a provider.
inline constexpr std::size_t kMaxNameLength = 64;

/// Bytes of a heading's anchor: generators make it from the whole heading, which may be a sentence in a script of three bytes a letter.
inline constexpr std::size_t kMaxAnchorLength = 512;

/// Bytes of a language tag (RFC 5646 §4.4.1 asks for 35 at least).
inline constexpr std::size_t kMaxLanguageLength = 35;

/// Reductions that are reported one by one; the rest is counted in a last line.
inline constexpr std::size_t kMaxReductions = 200;

}  // namespace stoppress::document
