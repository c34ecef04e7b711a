// SPDX-License-Identifier: GPL-3.0-or-later
// Every bound on what a client can make the server read, keep or wait for, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace stoppress::http {

/// A longer request target is answered 414. The longest address a story can have is far below.
inline constexpr std::size_t kMaxTargetBytes = 8 * 1024;
/// A longer head is answered 431. Browsers with many cookies stay below 8 KiB; nginx and Apache allow as much.
inline constexpr std::size_t kMaxHeadBytes = 16 * 1024;
/// More header fields are answered 431. Browsers send about 20, chains of proxies add a few.
inline constexpr std::size_t kMaxFields = 100;
/// More parameters in a query are refused: no page of ours takes more than ten.
inline constexpr std::size_t kMaxParameters = 64;
/// X-Forwarded-For lines that are looked at: one of the client, one of each proxy that adds its own.
inline constexpr std::size_t kMaxForwardedFields = 8;
/// Digits of a Content-Length: more than any body limit needs, and no number that overflows.
inline constexpr std::size_t kMaxContentLengthDigits = 15;

/// What one server allows; tests shorten the times.
struct Limits {
    /// Connections open at once over all loops; at most as many as the process may have descriptors, less a reserve.
    std::size_t connections = 20'000;
    /// Connections of one address (IPv6: of one /64), 0 for no bound. Trusted proxies are exempt, and the
    /// machine itself. Whole offices and mobile
    /// networks share an address, a flood from one machine must still leave room for others.
    std::size_t connections_per_address = 1'024;

    /// Bytes of bodies that are being read or answered, over all, by what their heads announce. A body that came whole with its head is not
    /// counted, nor is an upload, which has places of its own. A newsroom of a hundred sends a few hundred KiB at once.
    std::size_t body_bytes = 64 * std::size_t{1024 * 1024};
    /// The same of one client (IPv6: of one /64), 0 for no bound: four stories of the largest kind at once. Trusted proxies are exempt, and
    /// the machine itself.
    std::size_t body_bytes_per_address = 16 * std::size_t{1024 * 1024};

    /// From a connection's or request's first byte to the end of its head. Slow phones need two or three.
    std::chrono::milliseconds head{10'000};
    /// How long a connection is kept between requests: browsers come back for the next page within a minute or so.
    std::chrono::milliseconds keep_alive{75'000};
    /// A body or an answer may stand still this long, …
    std::chrono::milliseconds progress{30'000};
    /// … and has to move this fast on average after the first `grace`: below it a connection is held, not used.
    std::size_t bytes_per_second = 1'024;
    std::chrono::milliseconds grace{10'000};
    /// How long the rest of a refused request is read and dropped, so that the client sees the answer before the end (a close
    /// with bytes unread makes the kernel send a reset, which may overtake it).
    std::chrono::milliseconds linger{2'000};
    std::size_t linger_bytes = 512 * 1024;
    /// What is in flight at a stop may take this long.
    std::chrono::milliseconds shutdown{10'000};
};

/// Descriptors left for the database, media and logs when connections take the rest.
inline constexpr std::size_t kReservedDescriptors = 64;
/// Pause before the next accept when the process has run out of descriptors: without it the loop would spin.
inline constexpr std::chrono::milliseconds kAcceptPause{100};
/// Answers to pipelined requests are gathered up to this many bytes or pieces, then written.
inline constexpr std::size_t kMaxGatheredBytes = 256 * 1024;
inline constexpr std::size_t kMaxGatheredPieces = 256;

}  // namespace stoppress::http
