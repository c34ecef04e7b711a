// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a JSON object field by field: each call says what a field must be, and fields that nobody read are unknown
// keys. All refused fields are listed in one answer, by JSON Pointer.
// Thread: one.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time/time.hpp"

namespace stoppress::newsroom {

/// The refused fields of one request.
class FieldErrors {
public:
    void add(std::string pointer, std::string message, base::Reason reason = {"invalid"});
    [[nodiscard]] bool empty() const { return errors_.empty(); }
    [[nodiscard]] bool has(std::string_view pointer) const;
    /// An `invalid` error with all of them.
    [[nodiscard]] base::Error error() &&;

private:
    std::vector<base::FieldError> errors_;
};

/// A parsed request body; `bad` is the message if it is not JSON (for a 400).
struct ParsedJson {
    boost::json::value value;
    std::string bad;
};
[[nodiscard]] ParsedJson parse_json(std::string_view bytes);

/// Which white space a text may contain.
enum class Lines : std::uint8_t {
    one,  ///< runs of white space become one space
    many  ///< line feeds are kept
};

/// Trims it and normalises white space as `lines` says. False if it contains a control character.
[[nodiscard]] bool tidy(std::string& text, Lines lines);

class ObjectReader {
public:
    /// `value` must outlive the reader. If it is not an object, that is an error, and there are no fields.
    ObjectReader(const boost::json::value& value, std::string pointer, FieldErrors& errors);

    /// Whether the field is present and not null.
    [[nodiscard]] bool has(std::string_view key) const;

    // Nothing if the field is missing or was refused. Null means empty.
    std::optional<std::string> text(std::string_view key, std::size_t most_characters, Lines lines = Lines::one);
    std::optional<std::string> choice(std::string_view key, std::initializer_list<std::string_view> words);
    std::optional<std::string> slug(std::string_view key);
    std::optional<std::vector<std::string>> slugs(std::string_view key, std::size_t most);
    std::optional<std::string> language(std::string_view key);
    std::optional<base::Time> time(std::string_view key);
    std::optional<std::int64_t> id(std::string_view key);
    std::optional<std::int64_t> whole(std::string_view key, std::int64_t least, std::int64_t most);
    std::optional<bool> truth(std::string_view key);
    /// The value as it is, or nullptr.
    const boost::json::value* any(std::string_view key);

    void refuse(std::string_view key, std::string message, base::Reason reason = {"invalid"});
    /// Refuses a required field that is missing, unless it was refused already.
    void missing(std::string_view key, std::string_view what = "");
    /// Refuses every field that nobody read. Call it last.
    void finish();

    [[nodiscard]] std::string pointer(std::string_view key) const;

private:
    const boost::json::value* take(std::string_view key);
    std::optional<std::string> string(std::string_view key);

    const boost::json::object* object_ = nullptr;
    std::string pointer_;
    FieldErrors& errors_;
    std::vector<std::string_view> asked_;
};

/// The members that a BodyReader's bases refer to: constructed before them.
struct HeldBody {
    ParsedJson parsed;
    FieldErrors errors{};
};

/// A request's body, which must be an object.
class BodyReader : private HeldBody, public ObjectReader {
public:
    explicit BodyReader(std::string_view bytes) : BodyReader(parse_json(bytes)) {}
    explicit BodyReader(ParsedJson body) : HeldBody{std::move(body)}, ObjectReader(parsed.value, "", errors) {}
    BodyReader(const BodyReader&) = delete;
    BodyReader& operator=(const BodyReader&) = delete;
    BodyReader(BodyReader&&) = delete;
    BodyReader& operator=(BodyReader&&) = delete;
    ~BodyReader() = default;

    /// For readers of nested objects.
    [[nodiscard]] FieldErrors& refused() { return errors; }
    /// Call it last. Fails with `malformed` if the body is not a JSON object, `invalid` with all refused fields.
    [[nodiscard]] base::Result<void> close();
};

}  // namespace stoppress::newsroom
