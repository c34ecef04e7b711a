// SPDX-License-Identifier: GPL-3.0-or-later
// The set of paths that may be live: stories, redirects, withdrawn stories, lists. It says "no" only if the store has
// nothing at the path, so that an unknown address costs no read.
//
// It holds 64-bit keyed hashes of all live paths in one flat table. Paths are only ever added: one that is no
// longer live costs a read. A false positive occurs once in 2^64 / size lookups, and attackers cannot search for
// them, because the key is random in each process. The table takes 16 MiB for a million stories, and twice that
// above 1.5 million paths.
//
// The set in a site state is never older than that state's edition: the desk adds the paths of a change before it publishes
// the edition with that change, and a change is acknowledged only after every loop has switched. So a "no" agrees with
// a page rendered from that edition.
//
// Flow:   store, change log -> AddressBook -> LiveAddresses -> SiteState -> reader
// Thread: may_hold(), size() and last_story() any; add() and note_story() one thread at a time,
//         concurrently with those.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/ids.hpp"

namespace stoppress::edition {

class LiveAddresses {
public:
    /// Empty, with room for some tens of thousands of paths.
    LiveAddresses();

    /// False: nothing is at `path`, a decoded path as in links ("/2026/11/a-story"), nor at the same path with or
    /// without a trailing '/'.
    [[nodiscard]] bool may_hold(std::string_view path) const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return size_.load(std::memory_order_relaxed); }
    /// Memory of the table in bytes.
    [[nodiscard]] std::size_t bytes() const noexcept { return slots_.size() * sizeof(std::uint64_t); }
    /// No published story has a higher id, so no list has more stories than this number.
    [[nodiscard]] base::StoryId last_story() const noexcept { return {last_story_.load(std::memory_order_relaxed)}; }

    /// False, and nothing changed, if the table is full: use grown().
    [[nodiscard]] bool add(std::string_view path);
    void note_story(base::StoryId story);
    /// A copy with twice the room.
    [[nodiscard]] std::shared_ptr<LiveAddresses> grown() const;

private:
    using Slots = std::vector<std::atomic<std::uint64_t>>;
    LiveAddresses(const LiveAddresses& former, std::size_t slots);
    [[nodiscard]] std::uint64_t hash_of(std::string_view path) const noexcept;
    [[nodiscard]] std::size_t place_of(std::uint64_t hash) const noexcept;

    std::array<unsigned char, 16> key_{};
    Slots slots_;  ///< the size is a power of two; 0: free
    std::atomic<std::size_t> size_{0};
    std::atomic<std::int64_t> last_story_{0};
};

}  // namespace stoppress::edition
