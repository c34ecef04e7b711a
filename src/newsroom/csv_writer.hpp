// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a table as CSV (RFC 4180) in UTF-8, so that spreadsheet programs read it and run nothing of it.
// Thread: one.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "newsroom/call.hpp"

namespace stoppress::newsroom {

class CsvWriter {
public:
    CsvWriter(std::initializer_list<std::string_view> columns);

    /// One cell of the row. A text that a spreadsheet would take as a formula gets an apostrophe in front, which such programs hide.
    CsvWriter& text(std::string_view value);
    CsvWriter& number(std::int64_t value);
    void end_row();

    /// The whole as a file to be saved under that name.
    [[nodiscard]] Answer take(std::string_view file_name);

private:
    void separate();
    // A byte order mark: without it the most common of these programs takes UTF-8 for something else.
    std::string csv_ = "\xEF\xBB\xBF";
    bool first_ = true;
};

}  // namespace stoppress::newsroom
