// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a line of a table in a site's archive, and as its manifest: no crash, no hang; what is taken as a row gives the same row when it is
// written and read again, and no name that is taken leads out of the archive.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "require.hpp"
#include "store/archiving/manifest.hpp"
#include "store/archiving/row_text.hpp"
#include "temporary_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    constexpr std::array kColumns{store::ValueSlot{"id", store::ValueType::integer}, store::ValueSlot{"words", store::ValueType::text}};
    for (const auto form : {store::RowForm::json, store::RowForm::csv}) {
        const auto cells = store::cells_in(bytes.substr(0, bytes.find('\n')), form, kColumns);
        if (cells.has_value()) {
            const auto line = store::line_of(*cells, store::RowForm::json, kColumns);
            fuzz::require(line.has_value());
            const auto again = store::cells_in(std::string_view(*line).substr(0, line->size() - 1), store::RowForm::json, kColumns);
            fuzz::require(again.has_value() && *again == *cells);
        }
    }
    static const fuzz::TemporaryFile file("manifest.json");
    file.write(bytes);
    static_cast<void>(store::read_manifest(file.path(), [](const store::ArchivedFile& entry) -> base::Result<void> {
        fuzz::require(store::is_archived_name(entry.name));
        return {};
    }));
    return 0;
}
