// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the header fields of one head: their syntax, fields that may appear only once, and how they combine.
// Flow:   Gate -> FieldReader -> Head
// Thread: one loop's; each object reads one head.
#pragma once

#include <optional>
#include <string_view>

#include "http/message/gate.hpp"

namespace stoppress::http {

class FieldReader {
public:
    explicit FieldReader(Head& head) : head_(head) {}

    /// Reads one line with its CRLF and removes it from `rest`.
    [[nodiscard]] std::optional<Refusal> read_line(std::string_view& rest);
    /// Checks that need all lines: Host, length, expectations.
    [[nodiscard]] std::optional<Refusal> finish();

private:
    [[nodiscard]] std::optional<Refusal> take(std::string_view name, std::string_view value);
    /// Stores the value of a field that may appear only once.
    [[nodiscard]] std::optional<Refusal> take_once(std::string_view& into, std::uint32_t bit, std::string_view value);
    [[nodiscard]] std::optional<Refusal> take_content_length(std::string_view value);
    void take_connection(std::string_view value);
    void take_accept_encoding(std::string_view value);
    void take_purpose(std::string_view value);

    Head& head_;
    std::uint32_t seen_ = 0;
    std::size_t count_ = 0;
    bool expectation_failed_ = false;
    bool gzip_named_ = false;
    bool gzip_wanted_ = false;
    bool brotli_named_ = false;
    bool brotli_wanted_ = false;
    bool any_wanted_ = false;
};

/// Whether a Host field's value is a name or address with an optional port.
[[nodiscard]] bool is_host(std::string_view value);

}  // namespace stoppress::http
