// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/formats/object_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text/utf8.hpp"
#include "newsroom/formats/strict_json.hpp"
#include "newsroom/limits.hpp"
#include "story/text.hpp"

namespace stoppress::newsroom {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/// Control characters and noncharacters are not allowed in a page or a feed; we use some of them as marks.
bool is_forbidden(std::string_view text, std::size_t i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7f) {
        return true;
    }
    const std::string_view rest = text.substr(i);
    return (byte == 0xc2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xa0) || rest.starts_with("\xef\xbf\xbe") ||
           rest.starts_with("\xef\xbf\xbf");
}

/// At most `bytes` of UTF-8 text, without a part of a character at the end.
std::string_view first_bytes(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) {
        return text;
    }
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0U) == 0x80U) {
        --bytes;
    }
    return text.substr(0, bytes);
}

/// A key in the form for a JSON Pointer (RFC 6901), cut if it is long.
std::string escaped(std::string_view key) {
    constexpr std::size_t kShown = 200;
    std::string out;
    for (const char c : first_bytes(key, kShown)) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

/// A key for a message: on one line, cut if it is long.
std::string shown_key(std::string key) {
    constexpr std::size_t kShown = 60;
    if (!tidy(key, Lines::one)) {
        return "…";
    }
    if (key.size() <= kShown) {
        return key;
    }
    return std::string(first_bytes(key, kShown)) + "…";
}

base::Reason out_of_range(std::int64_t least, std::int64_t most) {
    return {"out-of-range", {{"least", least}, {"most", most}}};
}

}  // namespace

bool tidy(std::string& text, Lines lines) {
    std::string out;
    out.reserve(text.size());
    std::size_t breaks = 0;
    bool space = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_space(text[i])) {
            space = true;
            breaks += text[i] == '\n' ? 1 : 0;
            continue;
        }
        if (is_forbidden(text, i)) {
            return false;
        }
        if (space && !out.empty()) {
            out += lines == Lines::many && breaks > 0 ? (breaks > 1 ? "\n\n" : "\n") : " ";
        }
        space = false;
        breaks = 0;
        out += text[i];
    }
    text = std::move(out);
    return true;
}

void FieldErrors::add(std::string pointer, std::string message, base::Reason reason) {
    if (errors_.size() < kMaxFieldErrors) {
        errors_.push_back({std::move(pointer), std::move(message), std::move(reason)});
    }
}

bool FieldErrors::has(std::string_view pointer) const {
    return std::ranges::find(errors_, pointer, &base::FieldError::field) != errors_.end();
}

base::Error FieldErrors::error() && {
    std::string message = errors_.front().field.empty() ? errors_.front().message : errors_.front().field + " " + errors_.front().message;
    if (errors_.size() > 1) {
        message += fmt::format(" (and {} more error{}, see `errors`)", errors_.size() - 1, errors_.size() == 2 ? "" : "s");
    }
    return {base::ErrorCode::invalid, std::move(message), std::move(errors_)};
}

ParsedJson parse_json(std::string_view bytes) {
    StrictJson strict = parse_strictly(bytes, kMaxJsonDepth);
    const boost::json::error_code error = strict.error;
    ParsedJson parsed;
    parsed.value = std::move(strict.value);
    if (strict.has_repeated_key) {
        parsed.bad = fmt::format("Ambiguous JSON: an object has the key \"{}\" twice.", shown_key(strict.repeated_key));
    } else if (error == boost::json::error::too_deep) {
        parsed.bad = fmt::format("The JSON is nested more than {} levels deep.", kMaxJsonDepth);
    } else if (error) {
        parsed.bad = bytes.empty() ? "The request has no body; a JSON object is required."
                                   : (story::is_utf8(bytes) ? "The body is not JSON: " + error.message() + "." : "The body is not UTF-8.");
    } else if (!parsed.value.is_object()) {
        parsed.bad = "The body is JSON, but not an object.";
    }
    return parsed;
}

ObjectReader::ObjectReader(const boost::json::value& value, std::string pointer, FieldErrors& errors)
    : object_(value.if_object()), pointer_(std::move(pointer)), errors_(errors) {
    if (object_ == nullptr) {
        errors_.add(pointer_, "must be an object", {"wrong-type"});
    }
}

std::string ObjectReader::pointer(std::string_view key) const {
    return pointer_ + "/" + escaped(key);
}

const boost::json::value* ObjectReader::take(std::string_view key) {
    asked_.push_back(key);
    return object_ == nullptr ? nullptr : object_->if_contains({key.data(), key.size()});
}

bool ObjectReader::has(std::string_view key) const {
    const boost::json::value* value = object_ == nullptr ? nullptr : object_->if_contains({key.data(), key.size()});
    return value != nullptr && !value->is_null();
}

void ObjectReader::refuse(std::string_view key, std::string message, base::Reason reason) {
    errors_.add(pointer(key), std::move(message), std::move(reason));
}

const boost::json::value* ObjectReader::any(std::string_view key) {
    return take(key);
}

std::optional<std::string> ObjectReader::string(std::string_view key) {
    const boost::json::value* value = take(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (value->is_null()) {
        return "";
    }
    if (!value->is_string()) {
        refuse(key, "must be a string", {"wrong-type"});
        return std::nullopt;
    }
    return std::string(value->get_string());
}

std::optional<std::string> ObjectReader::text(std::string_view key, std::size_t most_characters, Lines lines) {
    auto text = string(key);
    if (text && !tidy(*text, lines)) {
        refuse(key, "contains a control character", {"control-characters"});
        return std::nullopt;
    }
    if (text && base::characters(*text) > most_characters) {
        refuse(key, fmt::format("must be at most {} characters long; it has {}", most_characters, base::characters(*text)),
               base::reason_with("too-long", "limit", static_cast<std::int64_t>(most_characters)));
        return std::nullopt;
    }
    return text;
}

std::optional<std::string> ObjectReader::choice(std::string_view key, std::initializer_list<std::string_view> words) {
    auto text = string(key);
    if (text && std::ranges::find(words, std::string_view{*text}) == words.end()) {
        refuse(key, fmt::format("must be one of {}", fmt::join(words, ", ")), {"not-a-choice"});
        return std::nullopt;
    }
    return text;
}

std::optional<std::string> ObjectReader::slug(std::string_view key) {
    auto text = string(key);
    if (text && !text->empty() && !story::is_slug(*text)) {
        refuse(key,
               fmt::format("must be a slug: at most {} bytes of lower-case letters, digits and '-', not starting or ending with '-'",
                           story::kMaxSlugLength),
               {"not-a-slug"});
        return std::nullopt;
    }
    return text;
}

std::optional<std::vector<std::string>> ObjectReader::slugs(std::string_view key, std::size_t most) {
    const boost::json::value* value = take(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    std::vector<std::string> slugs;
    if (value->is_null()) {
        return slugs;
    }
    const boost::json::array* array = value->if_array();
    if (array == nullptr) {
        refuse(key, "must be a list of slugs", {"wrong-type"});
        return std::nullopt;
    }
    if (array->size() > most) {
        refuse(key, fmt::format("must have at most {} entries; it has {}", most, array->size()),
               base::reason_with("too-many-entries", "limit", static_cast<std::int64_t>(most)));
        return std::nullopt;
    }
    bool good = true;
    for (std::size_t i = 0; i < array->size(); ++i) {
        const boost::json::string* text = (*array)[i].if_string();
        if (text == nullptr || !story::is_slug({text->data(), text->size()})) {
            errors_.add(fmt::format("{}/{}", pointer(key), i),
                        "must be a slug: lower-case letters, digits and '-', not starting or ending with '-'", {"not-a-slug"});
            good = false;
        } else if (std::ranges::find(slugs, std::string_view{text->data(), text->size()}) == slugs.end()) {
            slugs.emplace_back(text->data(), text->size());
        }
    }
    return good ? std::optional(std::move(slugs)) : std::nullopt;
}

std::optional<std::string> ObjectReader::language(std::string_view key) {
    const auto text = string(key);
    if (!text) {
        return std::nullopt;
    }
    std::string canonical = story::canonical_language(*text);
    if (canonical.empty()) {
        refuse(key, R"(must be a language tag (BCP 47), for example "en", "fa" or "pt-BR")", {"not-a-language"});
        return std::nullopt;
    }
    return canonical;
}

std::optional<base::Time> ObjectReader::time(std::string_view key) {
    const auto text = string(key);
    if (!text || text->empty()) {
        if (text && has(key)) {
            refuse(key, R"(must be a time (RFC 3339), for example "2026-03-01T09:30:00Z")", {"not-a-time"});
        }
        return std::nullopt;
    }
    const auto time = base::parse_rfc3339(*text);
    if (!time) {
        refuse(key, R"(must be a time (RFC 3339), for example "2026-03-01T09:30:00Z")", {"not-a-time"});
    }
    return time;
}

std::optional<std::int64_t> ObjectReader::id(std::string_view key) {
    const boost::json::value* value = take(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    const std::int64_t* number = value->if_int64();
    if (number == nullptr || *number < 1) {
        refuse(key, "must be a positive integer", {"wrong-type"});
        return std::nullopt;
    }
    return *number;
}

std::optional<std::int64_t> ObjectReader::whole(std::string_view key, std::int64_t least, std::int64_t most) {
    const boost::json::value* value = take(key);
    if (value == nullptr || value->is_null()) {
        return std::nullopt;
    }
    const std::int64_t* number = value->if_int64();
    if (number == nullptr || *number < least || *number > most) {
        refuse(key, fmt::format("must be an integer from {} to {}", least, most), out_of_range(least, most));
        return std::nullopt;
    }
    return *number;
}

std::optional<bool> ObjectReader::truth(std::string_view key) {
    const boost::json::value* value = take(key);
    if (value == nullptr || value->is_null()) {
        return std::nullopt;
    }
    if (!value->is_bool()) {
        refuse(key, "must be true or false", {"wrong-type"});
        return std::nullopt;
    }
    return value->get_bool();
}

void ObjectReader::missing(std::string_view key, std::string_view what) {
    if (!errors_.has(pointer(key))) {
        refuse(key, what.empty() ? "is required" : fmt::format("is required: {}", what), {"required"});
    }
}

void ObjectReader::finish() {
    if (object_ == nullptr) {
        return;
    }
    for (const auto& field : *object_) {
        const std::string_view key{field.key().data(), field.key().size()};
        if (std::ranges::find(asked_, key) == asked_.end()) {
            errors_.add(pointer(key), "is not a known field of this request", {"unknown-field"});
        }
    }
}

base::Result<void> BodyReader::close() {
    if (!parsed.bad.empty()) {
        return base::fail(base::ErrorCode::malformed, std::move(parsed.bad));
    }
    finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    return {};
}

}  // namespace stoppress::newsroom
