// SPDX-License-Identifier: GPL-3.0-or-later
// Who was counted for which story in the last minutes; exact to the second, limited in memory.
// Flow:   View -> key -> RepeatWindow -> counted, or a repeat
// Thread: the counting thread.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <vector>

namespace stoppress::readership {

class RepeatWindow {
public:
    /// `length` 0: nothing is a repeat. Beyond `capacity`, the oldest keys are forgotten early.
    RepeatWindow(std::chrono::seconds length, std::size_t capacity) : length_(length), capacity_(capacity) {}

    /// Call it before keys are looked up; `now`, since any moment, must not decrease.
    void set_time(std::chrono::seconds now);
    [[nodiscard]] bool holds(std::uint64_t key) const { return seen_.contains(key); }
    /// True if the key was not there yet.
    bool add(std::uint64_t key);
    /// The view with this key was not stored: it may count again.
    void forget(std::uint64_t key) { seen_.erase(key); }
    [[nodiscard]] std::size_t size() const { return seen_.size(); }

private:
    /// Keys added in one second, so that advancing the time touches no others.
    struct Added {
        std::chrono::seconds second{};
        std::vector<std::uint64_t> keys;
    };
    void drop_oldest();

    std::chrono::seconds length_;
    std::size_t capacity_;
    std::chrono::seconds now_{};
    /// The low bits of the second in which a key was added: recognises one that was forgotten and added again.
    boost::unordered_flat_map<std::uint64_t, std::uint32_t> seen_;
    std::deque<Added> added_;
};

}  // namespace stoppress::readership
