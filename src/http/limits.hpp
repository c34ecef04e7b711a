// SPDX-License-Identifier: GPL-3.0-or-later
// Every limit on what a client can make the server read, keep or wait for, each with its reason.
// Thread: plain data.
#pragma once

#include <chrono>
#include <cstddef>

namespace stoppress::http {

/// A longer request target is answered with 414. The longest address of a story is far shorter.
inline constexpr std::size_t kMaxTargetBytes = 8 * 1024;
/// A longer head is answered with 431. Browsers with many cookies stay below 8 KiB; nginx and Apache
/// have similar limits.
inline constexpr std::size_t kMaxHeadBytes = 16 * 1024;
/// More header fields are answered with 431. Browsers send about 20, chains of proxies add a few.
inline constexpr std::size_t kMaxFields = 100;
/// More parameters in a query are refused: none of our pages uses more than ten.
inline constexpr std::size_t kMaxParameters = 64;
/// X-Forwarded-For lines that are read: one of the client, and one of each proxy that adds its own.
inline constexpr std::size_t kMaxForwardedFields = 8;
/// Digits of a Content-Length: more than any body limit needs, and too few to overflow.
inline constexpr std::size_t kMaxContentLengthDigits = 15;

/// The limits of one server; tests use shorter times.
struct Limits {
    /// Connections open at once over all loops; at most the number of descriptors the process may have,
    /// minus a reserve.
    std::size_t connections = 20'000;
    /// Connections of one address (IPv6: of one /64), 0 for no limit. Trusted proxies and loopback are exempt. Whole
    /// offices and mobile networks share an address, but a flood from one machine must leave room for others.
    std::size_t connections_per_address = 1'024;

    /// Bytes of bodies being read or answered, in total, by their Content-Length. Bodies received together with their
    /// head are not counted, nor are uploads, which have a limit of their own. A newsroom of a hundred people sends a
    /// few hundred KiB at once.
    std::size_t body_bytes = 64 * std::size_t{1024 * 1024};
    /// The same per client (IPv6: per /64), 0 for no limit: four stories of the largest size at once. Trusted proxies
    /// and loopback are exempt.
    std::size_t body_bytes_per_address = 16 * std::size_t{1024 * 1024};

    /// From a connection's or request's first byte to the end of its head. Slow phones need two or three seconds.
    std::chrono::milliseconds head{10'000};
    /// How long an idle connection is kept between requests: browsers request the next page within a minute or so.
    std::chrono::milliseconds keep_alive{75'000};
    /// A body or an answer may stall for this long, …
    std::chrono::milliseconds progress{30'000};
    /// … and must average this speed after the first `grace`: a slower client only occupies the connection.
    std::size_t bytes_per_second = 1'024;
    std::chrono::milliseconds grace{10'000};
    /// How long the rest of a refused request is read and dropped, so that the client sees the answer before the
    /// connection closes (closing with unread bytes makes the kernel send a reset, which may overtake the answer).
    std::chrono::milliseconds linger{2'000};
    std::size_t linger_bytes = 512 * 1024;
    /// How long requests in flight may take when the server stops.
    std::chrono::milliseconds shutdown{10'000};
};

/// Descriptors reserved for the database, media and logs.
inline constexpr std::size_t kReservedDescriptors = 64;
/// Pause before the next accept when the process is out of descriptors; without it the loop would spin.
inline constexpr std::chrono::milliseconds kAcceptPause{100};
/// Bytes of a body that is streamed (streams.hpp) which a connection holds at once: enough that a fast network does not
/// wait for each, and little enough that thousands of connections may.
inline constexpr std::size_t kStreamPieceBytes = 128 * 1024;
/// Answers to pipelined requests are collected up to this many bytes or pieces, then written.
inline constexpr std::size_t kMaxGatheredBytes = 256 * 1024;
inline constexpr std::size_t kMaxGatheredPieces = 256;

}  // namespace stoppress::http
