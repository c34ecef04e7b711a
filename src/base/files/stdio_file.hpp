// SPDX-License-Identifier: GPL-3.0-or-later
// A file of the C library that closes itself. Whoever writes to one closes it by hand, to learn whether all of it was written.
// Thread: as the file itself.
#pragma once

#include <cstdio>
#include <memory>

namespace stoppress::base {

struct CloseStdioFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using StdioFile = std::unique_ptr<std::FILE, CloseStdioFile>;

}  // namespace stoppress::base
