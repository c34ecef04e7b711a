// SPDX-License-Identifier: GPL-3.0-or-later
// Limits the number of open connections, in total and per client address.
// Thread: any loop, once when a connection opens and once when it closes.
#pragma once

#include <cstddef>
#include <unordered_map>

#include "base/threads/mutex.hpp"
#include "http/server/client_address.hpp"

namespace stoppress::http {

struct AddressHash {
    std::size_t operator()(const AddressBytes& address) const;
};
/// The unit that limits per client use: an IPv4 address, or an IPv6 /64, since anybody has 2^64 addresses in one.
[[nodiscard]] AddressBytes counting_key(const AddressBytes& address);
/// Whether limits per client apply: not to `exempt`, nor to loopback, which may be a proxy on this machine.
[[nodiscard]] bool is_counted_alone(const AddressBytes& address, const Networks& exempt);

class Admission {
public:
    /// 0 for `per_address` means no limit. Addresses in `exempt` count only towards the total.
    Admission(std::size_t connections, std::size_t per_address, Networks exempt)
        : connections_(connections), per_address_(per_address), exempt_(std::move(exempt)) {}

    enum class Verdict : std::uint8_t { admitted, full, too_many_of_address };
    /// Counts a connection of `peer` if it is admitted.
    [[nodiscard]] Verdict admit(const AddressBytes& peer);
    /// Call it when an admitted connection has closed.
    void release(const AddressBytes& peer);

private:
    [[nodiscard]] bool counts(const AddressBytes& peer) const;

    const std::size_t connections_;
    const std::size_t per_address_;
    const Networks exempt_;
    base::Mutex mutex_;
    std::size_t open_ GUARDED_BY(mutex_) = 0;
    std::unordered_map<AddressBytes, std::size_t, AddressHash> per_ GUARDED_BY(mutex_);
};

}  // namespace stoppress::http
