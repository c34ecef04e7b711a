// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/spare_memory.hpp"

#include <malloc.h>
#include <unistd.h>

#include <fstream>

namespace stoppress::base {

std::size_t resident_bytes() {
    // In pages: all mapped memory, then the resident part.
    std::ifstream file("/proc/self/statm");
    std::size_t mapped = 0;
    std::size_t pages = 0;
    if (!(file >> mapped >> pages)) {
        return 0;
    }
    return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

bool SpareMemory::give_back() {
    const std::size_t resident = resident_bytes();
    // Returned memory still counts as free, so only growth since then shows that there is something to return.
    if (resident < resident_ + growth_ || ::mallinfo2().fordblks < kept_) {
        return false;
    }
    ::malloc_trim(0);
    resident_ = resident_bytes();
    return true;
}

}  // namespace stoppress::base
