// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/formats/csv_writer.hpp"

#include <fmt/format.h>

namespace stoppress::newsroom {

CsvWriter::CsvWriter(std::initializer_list<std::string_view> columns) {
    for (const auto column : columns) {
        text(column);
    }
    end_row();
}

void CsvWriter::separate() {
    if (!first_) {
        csv_ += ',';
    }
    first_ = false;
}

CsvWriter& CsvWriter::text(std::string_view value) {
    constexpr std::string_view kBeginFormulas = "=+-@\t\r";
    constexpr std::string_view kQuoted = "\",\r\n\t ";
    separate();
    const bool guarded = !value.empty() && kBeginFormulas.contains(value.front());
    if (!guarded && value.find_first_of(kQuoted) == std::string_view::npos) {
        csv_ += value;
        return *this;
    }
    csv_ += '"';
    if (guarded) {
        csv_ += '\'';
    }
    for (const char c : value) {
        if (c == '"') {
            csv_ += '"';
        }
        csv_ += c;
    }
    csv_ += '"';
    return *this;
}

CsvWriter& CsvWriter::number(std::int64_t value) {
    separate();
    csv_ += std::to_string(value);
    return *this;
}

void CsvWriter::end_row() {
    csv_ += "\r\n";
    first_ = true;
}

Answer CsvWriter::take(std::string_view file_name) {
    Answer answer;
    answer.content_type = "text/csv; charset=utf-8; header=present";
    answer.fields.add("Content-Disposition", fmt::format("attachment; filename=\"{}\"", file_name));
    answer.body = std::move(csv_);
    return answer;
}

}  // namespace stoppress::newsroom
