// SPDX-License-Identifier: GPL-3.0-or-later
// Who may have how many connections: over all, and from one address.
// Thread: any loop, once when a connection opens and once when it closes.
#pragma once

#include <cstddef>
#include <mutex>
#include <unordered_map>

#include "http/client_address.hpp"

namespace stoppress::http {

struct AddressHash {
    std::size_t operator()(const AddressBytes& address) const;
};
/// What counts as one client: an IPv4 address, or an IPv6 /64, of which anybody has 2^64 addresses.
[[nodiscard]] AddressBytes counting_key(const AddressBytes& address);
/// Whether limits of one client apply to it: not to `exempt`, nor to the machine itself, where a proxy stands in front.
[[nodiscard]] bool is_counted_alone(const AddressBytes& address, const Networks& exempt);

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
    [[nodiscard]] bool counts(const AddressBytes& peer) const;

    const std::size_t connections_;
    const std::size_t per_address_;
    const Networks exempt_;
    std::mutex mutex_;
    std::size_t open_ = 0;                                            // guarded by mutex_
    std::unordered_map<AddressBytes, std::size_t, AddressHash> per_;  // guarded by mutex_
};

}  // namespace stoppress::http
