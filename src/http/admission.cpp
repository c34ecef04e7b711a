// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/admission.hpp"

#include <string_view>

namespace stoppress::http {

std::size_t Admission::Hash::operator()(const Key& key) const {
    return std::hash<std::string_view>{}(std::string_view(reinterpret_cast<const char*>(key.data()), key.size()));
}

Admission::Key Admission::key_of(const AddressBytes& peer) {
    Key key = peer;
    if (!boost::asio::ip::address_v6(peer).is_v4_mapped()) {
        std::fill(key.begin() + 8, key.end(), std::uint8_t{0});
    }
    return key;
}

bool Admission::counts(const AddressBytes& peer) const {
    // What comes from the machine's own address is a proxy in front, whether it was named as one or not.
    const boost::asio::ip::address_v6 address(peer);
    const bool is_own = address.is_loopback() || address_text(peer) == "127.0.0.1";
    return per_address_ != 0 && !is_own && !exempt_.contains(peer);
}

Admission::Verdict Admission::admit(const AddressBytes& peer) {
    const bool counted = counts(peer);
    const std::lock_guard lock(mutex_);
    if (open_ >= connections_) {
        return Verdict::full;
    }
    if (counted) {
        std::size_t& of_address = per_[key_of(peer)];
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
    const std::lock_guard lock(mutex_);
    --open_;
    if (counted) {
        const auto found = per_.find(key_of(peer));
        if (found != per_.end() && --found->second == 0) {
            per_.erase(found);
        }
    }
}

}  // namespace stoppress::http
