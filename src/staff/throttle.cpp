// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/throttle.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "staff/secret.hpp"

namespace stoppress::staff {

Throttle::Throttle(Rule rule) : rule_(rule), salt_(random_bytes(crypto_shorthash_KEYBYTES)) {}

std::uint64_t Throttle::number_of(std::string_view key) const {
    std::array<unsigned char, crypto_shorthash_BYTES> hash{};
    crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(key.data()), key.size(),
                     reinterpret_cast<const unsigned char*>(salt_.data()));
    std::uint64_t number = 0;
    static_assert(sizeof(number) == crypto_shorthash_BYTES);
    std::memcpy(&number, hash.data(), hash.size());
    return number;
}

Throttle::Seconds Throttle::attempt(std::string_view key, Time now) {
    const auto number = number_of(key);
    const base::Lock guard(mutex_);
    const auto known = by_key_.find(number);
    if (known == by_key_.end()) {
        if (entries_.size() >= rule_.keys) {
            by_key_.erase(entries_.back().key);
            entries_.pop_back();
        }
        entries_.push_front({.key = number, .failures = 0, .last = now, .until = now});
        by_key_.emplace(number, entries_.begin());
    } else {
        entries_.splice(entries_.begin(), entries_, known->second);
    }
    Entry& entry = entries_.front();
    if (now - entry.last > rule_.forgets) {
        entry.failures = 0;
    }
    if (now < entry.until) {
        return std::chrono::ceil<Seconds>(entry.until - now);
    }
    entry.last = now;
    ++entry.failures;
    if (entry.failures >= rule_.free) {
        constexpr unsigned kMostDoublings = 20;
        const auto doublings = std::min(entry.failures - rule_.free, kMostDoublings);
        entry.until = now + std::min(rule_.longest, rule_.first * (1U << doublings));
    }
    return Seconds{0};
}

void Throttle::forgive(std::string_view key) {
    const auto number = number_of(key);
    const base::Lock guard(mutex_);
    if (const auto known = by_key_.find(number); known != by_key_.end()) {
        entries_.erase(known->second);
        by_key_.erase(known);
    }
}

void Throttle::forgive_one(std::string_view key) {
    const auto number = number_of(key);
    const base::Lock guard(mutex_);
    if (const auto known = by_key_.find(number); known != by_key_.end() && known->second->failures > 0) {
        --known->second->failures;
        known->second->until = known->second->last;
    }
}

}  // namespace stoppress::staff
