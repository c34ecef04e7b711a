// SPDX-License-Identifier: GPL-3.0-or-later
// How much of anything a body may bring, each with its reason. What meets a limit is refused with a clear error or flattened and said.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stoppress::document {

/// Bytes of one body as it comes in. The longest reports run to a few hundred KiB; four times that bounds the parser's memory and time.
inline constexpr std::size_t kMaxSourceBytes = 2 * 1024 * 1024;

/// Bytes of a body's own JSON as it is stored: more than the longest source makes of plain prose, and so much below the 4 MiB of a request
/// that what was stored can be sent back.
inline constexpr std::size_t kMaxStoredBytes = 3 * 1024 * 1024;

/// Blocks, list items, table cells and runs of text in a stored body. Long reports have some thousands; a megabyte of alternating marks
/// would make each page, feed and editor work on a million.
inline constexpr std::size_t kMaxNodes = 100'000;

/// Bytes of a body's own JSON that are read. What earlier versions stored, which knew no limit of their own, is up to seven times as
/// long as the source.
inline constexpr std::size_t kMaxReadBytes = 7 * kMaxSourceBytes;

/// Nested arrays and objects in a body's JSON, and the deepest any function here recurses over what came in.
inline constexpr std::size_t kMaxDepth = 64;

/// Quotes and lists within each other. With three JSON levels each, a body of this depth stays well under kMaxDepth even inside an API
/// request.
inline constexpr std::size_t kMaxNesting = 12;

/// Elements open at once in HTML. Page builders nest to about 60; an HTML5 parser's work per tag grows with this.
inline constexpr std::size_t kMaxOpenElements = 400;

/// Memory for one HTML parse, whatever its input: badly nested formatting makes a parser clone elements without end.
inline constexpr std::size_t kMaxHtmlMemory = 192 * std::size_t{1024 * 1024};

/// Processor time for one HTML parse, in milliseconds: hundreds of times what a long report needs.
inline constexpr std::int64_t kMaxHtmlMilliseconds = 1000;

/// Bytes of an address. Browsers and proxies cut somewhere above 8 KiB; nobody follows longer ones.
inline constexpr std::size_t kMaxAddressLength = 4096;

/// Columns of a table, and cells of all tables of a body: filled up to a rectangle, a few bytes of markup could make gigabytes.
inline constexpr std::size_t kMaxColumns = 64;
inline constexpr std::size_t kMaxCells = 50'000;

/// Footnotes of a body.
inline constexpr std::size_t kMaxFootnotes = 2'000;

/// Bytes of small strings: a code block's language, a provider, an anchor.
inline constexpr std::size_t kMaxNameLength = 64;

/// Bytes of a language tag (RFC 5646 §4.4.1 asks for 35 at least).
inline constexpr std::size_t kMaxLanguageLength = 35;

/// Reductions that are listed one by one; the rest is counted in a last line.
inline constexpr std::size_t kMaxReductions = 200;

}  // namespace stoppress::document
