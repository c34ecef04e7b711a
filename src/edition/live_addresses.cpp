// SPDX-License-Identifier: GPL-3.0-or-later
#include "edition/live_addresses.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace stoppress::edition {

namespace {

constexpr std::size_t kFirstSlots = std::size_t{1} << 16U;  // 512 KiB

}  // namespace

LiveAddresses::LiveAddresses() : slots_(kFirstSlots) {
    static_assert(std::tuple_size_v<decltype(key_)> == crypto_shorthash_KEYBYTES);
    randombytes_buf(key_.data(), key_.size());
}

LiveAddresses::LiveAddresses(const LiveAddresses& former, std::size_t slots)
    : key_(former.key_), slots_(slots), size_(former.size()), last_story_(former.last_story().value) {
    for (const auto& slot : former.slots_) {
        if (const auto hash = slot.load(std::memory_order_relaxed); hash != 0) {
            slots_[place_of(hash)].store(hash, std::memory_order_relaxed);
        }
    }
}

std::uint64_t LiveAddresses::hash_of(std::string_view path) const noexcept {
    if (path.size() > 1 && path.ends_with('/')) {
        path.remove_suffix(1);
    }
    static_assert(sizeof(std::uint64_t) == crypto_shorthash_BYTES);
    std::array<unsigned char, crypto_shorthash_BYTES> bytes{};
    crypto_shorthash(bytes.data(), reinterpret_cast<const unsigned char*>(path.data()), path.size(), key_.data());
    std::uint64_t hash = 0;
    std::memcpy(&hash, bytes.data(), sizeof hash);
    return hash == 0 ? 1 : hash;
}

/// The slot of the hash, or the free one where it belongs.
std::size_t LiveAddresses::place_of(std::uint64_t hash) const noexcept {
    const auto mask = slots_.size() - 1;
    auto place = static_cast<std::size_t>(hash) & mask;
    while (true) {
        const auto held = slots_[place].load(std::memory_order_relaxed);
        if (held == hash || held == 0) {
            return place;
        }
        place = (place + 1) & mask;
    }
}

bool LiveAddresses::may_hold(std::string_view path) const noexcept {
    const auto hash = hash_of(path);
    return slots_[place_of(hash)].load(std::memory_order_relaxed) == hash;
}

bool LiveAddresses::add(std::string_view path) {
    const auto hash = hash_of(path);
    auto& slot = slots_[place_of(hash)];
    if (slot.load(std::memory_order_relaxed) == hash) {
        return true;
    }
    if (size() + 1 > slots_.size() / 4 * 3) {
        return false;
    }
    // Threads that must find it get a site state that is posted later, which orders this store before their read.
    slot.store(hash, std::memory_order_relaxed);
    size_.fetch_add(1, std::memory_order_relaxed);
    return true;
}

void LiveAddresses::note_story(base::StoryId story) {
    last_story_.store(std::max(last_story_.load(std::memory_order_relaxed), story.value), std::memory_order_relaxed);
}

std::shared_ptr<LiveAddresses> LiveAddresses::grown() const {
    return std::shared_ptr<LiveAddresses>{new LiveAddresses(*this, slots_.size() * 2)};
}

}  // namespace stoppress::edition
