// SPDX-License-Identifier: GPL-3.0-or-later
// Limits on requests to other servers, each with its reason.
// Thread: plain data; constants.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::fetching {

/// Time for one address in all, redirects included: somebody waits for it.
inline constexpr std::chrono::milliseconds kMaxTime{10'000};
/// How much longer the server waits for a child, which ends by itself: starting and ending it.
inline constexpr std::chrono::milliseconds kChildSlack{2'000};
/// Redirects: from http to https, to the host with "www", to the page's present address.
inline constexpr int kMaxRedirects = 3;

/// Bytes of an answer, decoded or not: more than pictures on pages have.
inline constexpr std::size_t kMaxBytes = std::size_t{10} * 1024 * 1024;
/// Bytes of all header fields: servers send two KiB, with cookies and policies up to twenty.
inline constexpr std::size_t kMaxHeaderBytes = std::size_t{64} * 1024;
/// Bytes of an address: as long as one in a document may be.
inline constexpr std::size_t kMaxAddressBytes = 4096;
/// Bytes of a Content-Type that are passed on.
inline constexpr std::size_t kMaxTypeBytes = 200;
/// Bytes of the reason why a connection failed.
inline constexpr std::size_t kMaxReasonBytes = 200;
/// Bytes of a bundle of certificates of authorities: Debian's has 220 KB.
inline constexpr std::size_t kMaxCertificateBytes = std::size_t{4} * 1024 * 1024;
/// Bytes of a request to the child: an address and a dozen short texts.
inline constexpr std::size_t kMaxRequestBytes = std::size_t{64} * 1024;
/// Addresses of one name that are tried; large services have eight.
inline constexpr std::size_t kMaxTriedAddresses = 4;

/// Memory of the child: the answer, twice while it grows, and the certificates.
inline constexpr std::uint64_t kMaxMemory = std::uint64_t{192} * 1024 * 1024;
/// Its address space, the program's own libraries included.
inline constexpr std::uint64_t kMaxAddressSpace = std::uint64_t{2} * 1024 * 1024 * 1024;
/// Its processor time: decoding kMaxBytes takes a tenth of a second.
inline constexpr std::chrono::seconds kMaxProcessorTime{5};

/// Pieces of work that are done at once, each with an answer in memory; and that wait.
inline constexpr std::size_t kThreads = 4;
inline constexpr std::size_t kMaxWaiting = 32;
/// Pieces of work that one person may start at once, and one more per kSecondsPerFetch: a story with a hundred pictures.
inline constexpr double kFetchesAtOnce = 120;
inline constexpr double kSecondsPerFetch = 2;
/// People who are remembered for that; the one who has not asked for the longest time is forgotten.
inline constexpr std::size_t kMaxRemembered = 1000;

}  // namespace stoppress::fetching
