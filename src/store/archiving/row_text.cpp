// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archiving/row_text.hpp"

#include <boost/json/parse.hpp>

#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/text/json_text.hpp"
#include "base/text/utf8.hpp"

namespace stoppress::store {

namespace {

base::Error wrong_row(std::string what) {
    return base::fail(base::ErrorCode::corrupt, std::move(what));
}

void append_quoted(std::string& line, std::string_view text) {
    line += '"';
    for (const char c : text) {
        if (c == '"') {
            line += '"';
        }
        line += c;
    }
    line += '"';
}

bool is_plain(std::string_view text) {
    return base::is_utf8(text) && !text.contains('\0');
}

base::Result<Cell> json_cell(const boost::json::value& value, const ValueSlot& column) {
    if (column.type == ValueType::integer && value.is_null()) {
        return Cell();
    }
    if (column.type == ValueType::integer && value.is_int64()) {
        return Cell(value.get_int64());
    }
    if (column.type == ValueType::text && value.is_string()) {
        const std::string_view text = value.get_string();
        if (!text.contains('\0')) {
            return Cell(std::string(text));
        }
    }
    return wrong_row(fmt::format("\"{}\" is not {}", column.name, column.type == ValueType::integer ? "an integer or null" : "a text"));
}

base::Result<Cells> json_cells(std::string_view line, Columns columns) {
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 2;
    const auto value = boost::json::parse(line, error, {}, options);
    if (error || !value.is_object()) {
        return wrong_row("it is not a JSON object");
    }
    const auto& object = value.get_object();
    Cells cells;
    for (const auto& column : columns) {
        const auto* const found = object.if_contains(column.name);
        if (found == nullptr) {
            return wrong_row(fmt::format("it has no \"{}\"", column.name));
        }
        TRY(auto cell, json_cell(*found, column));
        cells.push_back(std::move(cell));
    }
    for (const auto& member : object) {
        const std::string_view name = member.key();
        if (std::ranges::find(columns, name, &ValueSlot::name) == columns.end()) {
            return wrong_row(fmt::format("\"{}\" is not a column of this version's table", name.substr(0, 100)));
        }
    }
    return cells;
}

/// Takes a text in quotes from the front of the line.
std::optional<std::string> take_quoted(std::string_view& line) {
    if (!line.starts_with('"')) {
        return std::nullopt;
    }
    std::string text;
    for (std::size_t at = 1; at < line.size(); ++at) {
        if (line[at] != '"') {
            text += line[at];
        } else if (line.substr(at + 1).starts_with('"')) {
            text += line[at++];
        } else {
            line.remove_prefix(at + 1);
            return is_plain(text) ? std::optional(std::move(text)) : std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<Cell> take_number(std::string_view& line) {
    const auto text = line.substr(0, line.find(','));
    line.remove_prefix(text.size());
    if (text.empty()) {
        return Cell();
    }
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::optional<Cell>(number) : std::nullopt;
}

base::Result<Cells> csv_cells(std::string_view line, Columns columns) {
    Cells cells;
    for (const auto& column : columns) {
        if (!cells.empty()) {
            if (!line.starts_with(',')) {
                return wrong_row(fmt::format("it has no \"{}\"", column.name));
            }
            line.remove_prefix(1);
        }
        std::optional<Cell> cell;
        if (column.type == ValueType::integer) {
            cell = take_number(line);
        } else if (auto text = take_quoted(line); text) {
            cell = *std::move(text);
        }
        if (!cell) {
            return wrong_row(
                fmt::format("\"{}\" is not {}", column.name, column.type == ValueType::integer ? "an integer" : "a text in quotes"));
        }
        cells.push_back(*std::move(cell));
    }
    return line.empty() ? base::Result<Cells>(std::move(cells)) : wrong_row("it has more values than the head names");
}

}  // namespace

Cells cells_of(const Query& row, Columns columns) {
    Cells cells;
    cells.reserve(columns.size());
    for (const auto& column : columns) {
        if (column.type == ValueType::text) {
            cells.emplace_back(row.text(column.name));
        } else if (const auto number = row.optional_integer(column.name); number) {
            cells.emplace_back(*number);
        } else {
            cells.emplace_back();
        }
    }
    return cells;
}

void put(Query& into, const Cells& cells, Columns columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (const auto* const text = std::get_if<std::string>(&cells[i]); text != nullptr) {
            into.set(columns[i].name, *text);
        } else if (const auto* const number = std::get_if<std::int64_t>(&cells[i]); number != nullptr) {
            into.set(columns[i].name, *number);
        } else {
            into.set_null(columns[i].name);
        }
    }
}

std::string csv_head(Columns columns) {
    std::string head;
    for (const auto& column : columns) {
        head += (head.empty() ? "" : ",") + std::string(column.name);
    }
    return head + '\n';
}

base::Result<std::string> line_of(const Cells& cells, RowForm form, Columns columns) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (form == RowForm::json) {
            line += i == 0 ? '{' : ',';
            base::append_json_string(line, columns[i].name);
            line += ':';
        } else if (i != 0) {
            line += ',';
        }
        if (const auto* const text = std::get_if<std::string>(&cells[i]); text != nullptr) {
            if (!is_plain(*text) || (form == RowForm::csv && text->find_first_of("\r\n") != std::string::npos)) {
                return wrong_row(fmt::format("its \"{}\" is not valid text; run `stoppress check`", columns[i].name));
            }
            form == RowForm::json ? base::append_json_string(line, *text) : append_quoted(line, *text);
        } else if (const auto* const number = std::get_if<std::int64_t>(&cells[i]); number != nullptr) {
            line += std::to_string(*number);
        } else if (form == RowForm::json) {
            line += "null";
        }
    }
    line += form == RowForm::json ? "}\n" : "\n";
    if (line.size() > kMaxRowBytes) {
        return base::fail(base::ErrorCode::too_large, fmt::format("it has more than {} MiB", kMaxRowBytes >> 20U));
    }
    return line;
}

base::Result<Cells> cells_in(std::string_view line, RowForm form, Columns columns) {
    return form == RowForm::json ? json_cells(line, columns) : csv_cells(line, columns);
}

}  // namespace stoppress::store
