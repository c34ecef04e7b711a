// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a backup: no crash, no hang, no more content than the file has, and an archive that is taken has each name once.
#include <cstddef>
#include <cstdint>
#include <set>

#include "require.hpp"
#include "store/upkeep/archive.hpp"
#include "temporary_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress;
    static const fuzz::TemporaryFile file("backup.tar");
    file.write({reinterpret_cast<const char*>(data), size});
    store::ArchiveReader archive(base::must(store::File::open(file.path())));
    std::size_t content = 0;
    std::set<std::string> names;
    while (true) {
        const auto entry = archive.next();
        if (!entry.has_value()) {
            return 0;
        }
        if (!entry->has_value()) {
            break;
        }
        const auto read = archive.read([&content](std::span<const char> bytes) -> base::Result<void> {
            content += bytes.size();
            return {};
        });
        fuzz::require(content <= size);
        if (!read.has_value()) {
            return 0;
        }
        const bool is_new = names.insert((*entry)->name).second;
        fuzz::require(is_new || (*entry)->name == store::kArchiveSums);
    }
    static_cast<void>(archive.verify());
    return 0;
}
