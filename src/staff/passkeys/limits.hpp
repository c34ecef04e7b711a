// SPDX-License-Identifier: GPL-3.0-or-later
// Limits on passkey data from a browser, each with its reason.
// Thread: plain data; constants.
#pragma once

#include <chrono>
#include <cstddef>

namespace stoppress::staff {

inline constexpr std::chrono::minutes kChallengeLasts{5};        ///< time to find a key in a bag and type its PIN
inline constexpr std::size_t kMaxClientData = 4096;              ///< bytes of clientDataJSON: an origin, a challenge, and what browsers add
inline constexpr std::size_t kMaxClientDataDepth = 4;            ///< nested values in it
inline constexpr std::size_t kMaxAttestationObject = 16 * 1024;  ///< bytes; certificate chains, which are not read, have some KiB
inline constexpr std::size_t kMaxAuthenticatorData = 8 * 1024;   ///< bytes: the longest credential ID, a key, extensions
inline constexpr std::size_t kMaxSignature = 1024;               ///< bytes; an RSA signature has 256
inline constexpr std::size_t kMaxCredentialId = 1023;            ///< bytes; WebAuthn §4, credential ID
inline constexpr std::size_t kMaxUserHandle = 64;                ///< bytes; WebAuthn §4, user handle
/// Nested arrays and maps: authenticators write at most four levels (CTAP 2.1, §8), including the certificates
/// of a statement.
inline constexpr unsigned kMaxCborDepth = 4;

}  // namespace stoppress::staff
