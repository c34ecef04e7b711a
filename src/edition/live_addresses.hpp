// SPDX-License-Identifier: GPL-3.0-or-later
// Which paths something may stand at: stories, redirects, withdrawn stories, lists. Says "no" only where the store holds nothing, so that
// an unknown address costs no read.
//
// A set of 64-bit keyed hashes of all live paths, in one flat table. Paths are only ever added: one that has gone costs a read, as every
// unknown address did before. A path that is not in it is taken for a live one once in 2^64 / size looks, and nobody can look for such
// paths beforehand, since the key is random in each process. At a million stories the table takes 16 MiB, twice that beyond 1.5 million
// paths.
//
// What a front holds is never older than its edition: the desk adds the paths of a change before it posts the edition with that change, and
// a change is acknowledged after every loop has switched. So a "no" says what the page would say that is rendered from that edition.
//
// Flow:   store, change log -> AddressBook -> LiveAddresses -> Front -> reader
// Thread: may_hold(), size() and last_story() any; add() and note_story() one at a time, beside those.
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

    /// False: nothing stands at `path`, which is a decoded path as links have it ("/2026/11/a-story"), nor at the same path with or
    /// without a '/' at its end.
    [[nodiscard]] bool may_hold(std::string_view path) const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return size_.load(std::memory_order_relaxed); }
    /// Memory that it takes.
    [[nodiscard]] std::size_t bytes() const noexcept { return slots_.size() * sizeof(std::uint64_t); }
    /// No published story has a higher number, so no list has more stories than that.
    [[nodiscard]] base::StoryId last_story() const noexcept { return {last_story_.load(std::memory_order_relaxed)}; }

    /// False, and nothing done, where there is no room: grown() has some.
    [[nodiscard]] bool add(std::string_view path);
    void note_story(base::StoryId story);
    /// The same with twice the room.
    [[nodiscard]] std::shared_ptr<LiveAddresses> grown() const;

private:
    using Slots = std::vector<std::atomic<std::uint64_t>>;
    LiveAddresses(const LiveAddresses& former, std::size_t slots);
    [[nodiscard]] std::uint64_t hash_of(std::string_view path) const noexcept;
    [[nodiscard]] std::size_t place_of(std::uint64_t hash) const noexcept;

    std::array<unsigned char, 16> key_{};
    Slots slots_;  ///< a power of two; 0: free
    std::atomic<std::size_t> size_{0};
    std::atomic<std::int64_t> last_story_{0};
};

}  // namespace stoppress::edition
