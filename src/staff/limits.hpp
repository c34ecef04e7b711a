// SPDX-License-Identifier: GPL-3.0-or-later
// How much of what a browser sends about a passkey is looked at, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace stoppress::staff {

inline constexpr std::chrono::minutes kChallengeLasts{5};        ///< finding a key in a bag and typing its PIN
inline constexpr std::size_t kMaxClientData = 4096;              ///< bytes of clientDataJSON: an origin, a challenge, and what browsers add
inline constexpr std::size_t kMaxClientDataDepth = 4;            ///< of nested values in it
inline constexpr std::size_t kMaxAttestationObject = 16 * 1024;  ///< bytes; the chains of certificates that nobody reads are some KiB
inline constexpr std::size_t kMaxAuthenticatorData = 8 * 1024;   ///< bytes: the longest credential ID, a key, extensions
inline constexpr std::size_t kMaxSignature = 1024;               ///< bytes; RSA's have 256
inline constexpr std::size_t kMaxCredentialId = 1023;            ///< bytes; WebAuthn §4, credential ID
inline constexpr std::size_t kMaxUserHandle = 64;                ///< bytes; WebAuthn §4, user handle
/// Nested arrays and maps: what authenticators write has four levels at most (CTAP 2.1, §8), a statement's certificates among them.
inline constexpr unsigned kMaxCborDepth = 4;

}  // namespace stoppress::staff
