// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a table as CSV (RFC 4180) in UTF-8, safe to open in spreadsheet programs.
// Thread: one.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "newsroom/api/call.hpp"

namespace stoppress::newsroom {

class CsvWriter {
public:
    CsvWriter(std::initializer_list<std::string_view> columns);

    /// Adds a cell. A text that a spreadsheet would treat as a formula gets a leading apostrophe, which
    /// such programs hide.
    CsvWriter& text(std::string_view value);
    CsvWriter& number(std::int64_t value);
    void end_row();

    /// The complete table as a download with that name.
    [[nodiscard]] Answer take(std::string_view file_name);

private:
    void separate();
    // A byte order mark: without it the most common of these programs assumes another encoding than UTF-8.
    std::string csv_ = "\xEF\xBB\xBF";
    bool first_ = true;
};

}  // namespace stoppress::newsroom
