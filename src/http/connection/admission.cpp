// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/connection/admission.hpp"

#include <string_view>

namespace stoppress::http {

std::size_t AddressHash::operator()(const AddressBytes& address) const {
    return std::hash<std::string_view>{}(std::string_view(reinterpret_cast<const char*>(address.data()), address.size()));
}

AddressBytes counting_key(const AddressBytes& address) {
    AddressBytes key = address;
    if (!boost::asio::ip::address_v6(address).is_v4_mapped()) {
        std::fill(key.begin() + 8, key.end(), std::uint8_t{0});
    }
    return key;
}

bool is_counted_alone(const AddressBytes& address, const Networks& exempt) {
    // Connections from the machine itself are a proxy in front, whether it is configured as one or not.
    const bool is_own = boost::asio::ip::address_v6(address).is_loopback() || address_text(address) == "127.0.0.1";
    return !is_own && !exempt.contains(address);
}

bool Admission::counts(const AddressBytes& peer) const {
    return per_address_ != 0 && is_counted_alone(peer, exempt_);
}

Admission::Verdict Admission::admit(const AddressBytes& peer) {
    const bool counted = counts(peer);
    const base::Lock lock(mutex_);
    if (open_ >= connections_) {
        return Verdict::full;
    }
    if (counted) {
        std::size_t& of_address = per_[counting_key(peer)];
        if (of_address >= per_address_) {
            return Verdict::too_many_of_address;
        }
        ++of_address;
    }
    ++open_;
    return Verdict::admitted;
}

void Admission::release(const AddressBytes& peer) {
    const bool counted = counts(peer);
    const base::Lock lock(mutex_);
    --open_;
    if (counted) {
        const auto found = per_.find(counting_key(peer));
        if (found != per_.end() && --found->second == 0) {
            per_.erase(found);
        }
    }
}

}  // namespace stoppress::http
