// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/formats/query_reader.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text/utf8.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "story/text.hpp"

namespace stoppress::newsroom {
namespace {

base::Error malformed(std::vector<base::FieldError> errors) {
    std::string message = fmt::format("The parameter {} {}.", errors.front().field, errors.front().message);
    return {base::ErrorCode::malformed, std::move(message), std::move(errors)};
}

}  // namespace

void QueryReader::refuse(std::string_view name, std::string message, base::Reason reason) {
    errors_.push_back({std::string(name), std::move(message), std::move(reason)});
}

std::string QueryReader::slug(std::string_view name) {
    const auto value = query_.get(name);
    if (!value || value->empty()) {
        return "";
    }
    if (!story::is_slug(*value)) {
        refuse(name, "must be a slug", {"not-a-slug"});
        return "";
    }
    return std::string(*value);
}

std::string QueryReader::language(std::string_view name) {
    const auto value = query_.get(name);
    if (!value || value->empty()) {
        return "";
    }
    std::string canonical = story::canonical_language(*value);
    if (canonical.empty()) {
        refuse(name, "must be a language tag", {"not-a-language"});
    }
    return canonical;
}

std::string QueryReader::cursor(std::string_view name) {
    const auto value = query_.get(name);
    if (value && value->size() > kMaxCursorLength) {
        refuse(name, "is not a valid cursor", {"invalid"});
        return "";
    }
    return std::string(value.value_or(""));
}

std::string QueryReader::text(std::string_view name, std::size_t most_characters) {
    std::string value(query_.get(name).value_or(""));
    if (!tidy(value, Lines::one)) {
        refuse(name, "contains a control character", {"control-characters"});
        return "";
    }
    if (base::characters(value) > most_characters) {
        refuse(name, fmt::format("must be at most {} characters long; it has {}", most_characters, base::characters(value)),
               base::reason_with("too-long", "limit", static_cast<std::int64_t>(most_characters)));
        return "";
    }
    return value;
}

std::optional<base::Time> QueryReader::time(std::string_view name) {
    const auto value = query_.get(name);
    if (!value || value->empty()) {
        return std::nullopt;
    }
    const auto time = base::parse_rfc3339(*value);
    if (!time) {
        refuse(name, R"(must be a time (RFC 3339), for example "2026-03-01T09:30:00Z")", {"not-a-time"});
    }
    return time;
}

std::optional<std::string_view> QueryReader::choice(std::string_view name, std::initializer_list<std::string_view> words) {
    const auto value = query_.get(name);
    if (!value || value->empty()) {
        return std::nullopt;
    }
    if (std::ranges::find(words, *value) == words.end()) {
        refuse(name, fmt::format("must be one of {}", fmt::join(words, ", ")), {"not-a-choice"});
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> QueryReader::number(std::string_view name, std::int64_t least, std::int64_t most) {
    const auto value = query_.get(name);
    if (!value || value->empty()) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const char* end = value->data() + value->size();
    const auto [stopped, error] = std::from_chars(value->data(), end, number);
    if (error != std::errc{} || stopped != end || number < least || number > most) {
        refuse(name, fmt::format("must be an integer from {} to {}", least, most), {"out-of-range", {{"least", least}, {"most", most}}});
        return std::nullopt;
    }
    return number;
}

base::Result<void> QueryReader::finish() {
    if (!errors_.empty()) {
        return malformed(std::move(errors_));
    }
    return {};
}

base::Result<http::Query> parse_query(std::string_view raw, std::span<const std::string_view> known) {
    auto query = http::Query::parse(raw);
    if (!query.has_value()) {
        return base::fail(base::ErrorCode::malformed, query.error().message);
    }
    std::vector<base::FieldError> errors;
    for (const auto& [name, value] : query->parameters()) {
        if (std::ranges::find(known, std::string_view{name}) == known.end()) {
            errors.push_back({name, known.empty() ? "is unknown: this address takes no parameters"
                                                  : fmt::format("is unknown; known parameters: {}", fmt::join(known, ", "))});
        }
    }
    if (!errors.empty()) {
        return malformed(std::move(errors));
    }
    return query;
}

}  // namespace stoppress::newsroom
