// SPDX-License-Identifier: GPL-3.0-or-later
// Gives memory back to the system that the allocator keeps after a burst of work: a body of some MiB becomes a hundred thousand small
// pieces, and what they leave behind stays with the process, as some of their neighbours are still in use.
// Thread: one at a time; others may allocate meanwhile, and wait for some milliseconds at most.
#pragma once

#include <cstddef>

namespace stoppress::base {

class SpareMemory {
public:
    /// Free bytes that the allocator may keep, and how much the process must have grown since the last time.
    explicit SpareMemory(std::size_t kept = std::size_t{32} * 1024 * 1024, std::size_t growth = std::size_t{16} * 1024 * 1024)
        : kept_(kept), growth_(growth) {}

    /// To be called now and then, some seconds apart. Gives back what is free where that is worth it; true if it did.
    bool give_back();

private:
    const std::size_t kept_;
    const std::size_t growth_;
    std::size_t resident_ = 0;  ///< after the last time
};

/// Bytes of the process that are in memory; 0 where that is not known.
[[nodiscard]] std::size_t resident_bytes();

}  // namespace stoppress::base
