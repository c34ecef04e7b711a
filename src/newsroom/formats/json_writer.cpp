// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/formats/json_writer.hpp"

#include "base/text/json_text.hpp"

namespace stoppress::newsroom {

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
    separate();
    base::append_json_string(json_, value);
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
