// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/formats/json_writer.hpp"

#include <algorithm>

namespace stoppress::newsroom {

namespace {

bool needs_escape(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f || c == '"' || c == '\\';
}

}  // namespace

void JsonWriter::separate() {
    if (!first_) {
        json_ += ',';
    }
    first_ = false;
}

void JsonWriter::begin_object() {
    separate();
    json_ += '{';
    first_ = true;
}

void JsonWriter::end_object() {
    json_ += '}';
    first_ = false;
}

void JsonWriter::begin_array() {
    separate();
    json_ += '[';
    first_ = true;
}

void JsonWriter::end_array() {
    json_ += ']';
    first_ = false;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    text(name);
    json_ += ':';
    first_ = true;
    return *this;
}

void JsonWriter::text(std::string_view value) {
    constexpr std::string_view kHex = "0123456789abcdef";
    separate();
    json_ += '"';
    while (!value.empty()) {
        const auto special = std::ranges::find_if(value, needs_escape);
        const auto length = static_cast<std::size_t>(special - value.begin());
        json_ += value.substr(0, length);
        if (special == value.end()) {
            break;
        }
        const char c = *special;
        value.remove_prefix(length + 1);
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json_ += '\\';
            json_ += c;
        } else if (c == '\n') {
            json_ += "\\n";
        } else {
            json_ += "\\u00";
            json_ += kHex[byte >> 4U];
            json_ += kHex[byte & 15U];
        }
    }
    json_ += '"';
}

void JsonWriter::number(std::int64_t value) {
    separate();
    json_ += std::to_string(value);
}

void JsonWriter::truth(bool value) {
    separate();
    json_ += value ? "true" : "false";
}

void JsonWriter::null() {
    separate();
    json_ += "null";
}

void JsonWriter::time(const std::optional<base::Time>& value) {
    if (value) {
        time(*value);
    } else {
        null();
    }
}

void JsonWriter::text_or_null(std::string_view value) {
    if (value.empty()) {
        null();
    } else {
        text(value);
    }
}

void JsonWriter::texts(const std::vector<std::string>& values) {
    begin_array();
    for (const std::string& value : values) {
        text(value);
    }
    end_array();
}

void JsonWriter::raw(std::string_view json) {
    separate();
    json_ += json;
}

}  // namespace stoppress::newsroom
