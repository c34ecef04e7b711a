// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the parameters of a query, and reports every one that is not valid.
// Thread: one.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "http/message/path.hpp"

namespace stoppress::newsroom {

class QueryReader {
public:
    explicit QueryReader(const http::Query& query) : query_(query) {}

    /// Empty if it is missing.
    std::string slug(std::string_view name);
    std::string language(std::string_view name);
    std::string cursor(std::string_view name);
    /// One line without white space at its ends. Empty if it is missing or wrong.
    std::string text(std::string_view name, std::size_t most_characters);
    /// Nothing if it is missing or wrong.
    std::optional<base::Time> time(std::string_view name);
    std::optional<std::string_view> choice(std::string_view name, std::initializer_list<std::string_view> words);
    std::optional<std::int64_t> number(std::string_view name, std::int64_t least, std::int64_t most);

    /// Fails with `malformed` and every refused parameter.
    [[nodiscard]] base::Result<void> finish();

private:
    void refuse(std::string_view name, std::string message, base::Reason reason);
    const http::Query& query_;
    std::vector<base::FieldError> errors_;
};

/// Parses a query whose parameters must all be among `known`.
[[nodiscard]] base::Result<http::Query> parse_query(std::string_view raw, std::span<const std::string_view> known);

}  // namespace stoppress::newsroom
