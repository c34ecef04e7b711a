// SPDX-License-Identifier: GPL-3.0-or-later
// Returns unused memory to the system after a burst of work. A body of some MiB is parsed into a hundred thousand small
// allocations; once freed they stay with the process, because some of their neighbours are still in use.
// Thread: one at a time. Other threads may allocate meanwhile, and wait for some milliseconds at most.
#pragma once

#include <cstddef>

namespace stoppress::base {

class SpareMemory {
public:
    /// `kept`: free bytes that the allocator may keep. `growth`: bytes by which the process must have grown since the
    /// last time.
    explicit SpareMemory(std::size_t kept = std::size_t{32} * 1024 * 1024, std::size_t growth = std::size_t{16} * 1024 * 1024)
        : kept_(kept), growth_(growth) {}

    /// Call it every few seconds. Returns free memory if it is worth it; true if it did.
    bool give_back();

private:
    const std::size_t kept_;
    const std::size_t growth_;
    std::size_t resident_ = 0;  ///< bytes, after the last time
};

/// Resident memory of the process in bytes; 0 if it is not known.
[[nodiscard]] std::size_t resident_bytes();

}  // namespace stoppress::base
