// SPDX-License-Identifier: GPL-3.0-or-later
// Writes an answer's JSON directly into one string: a body's stored JSON is inserted as it is, without
// parsing it again.
// Thread: one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time/time.hpp"

namespace stoppress::newsroom {

class JsonWriter {
public:
    void begin_object();
    void end_object();
    void begin_array();
    void end_array();
    JsonWriter& key(std::string_view name);

    void text(std::string_view value);
    void number(std::int64_t value);
    void truth(bool value);
    void null();
    void time(base::Time value) { text(base::format_rfc3339(value)); }
    void time(const std::optional<base::Time>& value);
    /// An empty text is written as null.
    void text_or_null(std::string_view value);
    void texts(const std::vector<std::string>& values);
    /// Inserts JSON that this program wrote.
    void raw(std::string_view json);

    [[nodiscard]] std::string take() { return std::move(json_); }

private:
    void separate();
    std::string json_;
    bool first_ = true;
};

}  // namespace stoppress::newsroom
