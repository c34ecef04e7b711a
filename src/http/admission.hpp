// SPDX-License-Identifier: GPL-3.0-or-later
// Who may have how many connections: over all, and from one address.
// Thread: any loop, once when a connection opens and once when it closes.
#pragma once

#include <cstddef>
#include <mutex>
#include <unordered_map>

#include "http/client_address.hpp"

namespace stoppress::http {

class Admission {
public:
    /// 0 for `per_address`: no bound. Addresses in `exempt` are not counted one by one.
    Admission(std::size_t connections, std::size_t per_address, Networks exempt)
        : connections_(connections), per_address_(per_address), exempt_(std::move(exempt)) {}

    enum class Verdict : std::uint8_t { admitted, full, too_many_of_address };
    /// Counts a connection of `peer`, unless it is refused.
    [[nodiscard]] Verdict admit(const AddressBytes& peer);
    /// An admitted connection has closed.
    void release(const AddressBytes& peer);

private:
    /// What counts as one: an IPv4 address, or an IPv6 /64, of which anybody has 2^64 addresses.
    using Key = AddressBytes;
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };
    [[nodiscard]] static Key key_of(const AddressBytes& peer);
    [[nodiscard]] bool counts(const AddressBytes& peer) const;

    const std::size_t connections_;
    const std::size_t per_address_;
    const Networks exempt_;
    std::mutex mutex_;
    std::size_t open_ = 0;                            // guarded by mutex_
    std::unordered_map<Key, std::size_t, Hash> per_;  // guarded by mutex_
};

}  // namespace stoppress::http
