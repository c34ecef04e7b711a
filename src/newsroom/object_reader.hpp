// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a JSON object field by field: whoever asks for a field says what it must be; what nobody asked for is an unknown key.
// Every refused field is named by its JSON Pointer, all of them in one answer.
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
#include "base/time.hpp"

namespace stoppress::newsroom {

/// Refused fields of one request.
class FieldErrors {
public:
    void add(std::string pointer, std::string message);
    [[nodiscard]] bool empty() const { return errors_.empty(); }
    [[nodiscard]] bool has(std::string_view pointer) const;
    /// `invalid` with all of them.
    [[nodiscard]] base::Error error() &&;

private:
    std::vector<base::FieldError> errors_;
};

/// Parses a request's body: `bad` is what to say where it is not JSON (for a 400), else an object.
struct ParsedJson {
    boost::json::value value;
    std::string bad;
};
[[nodiscard]] ParsedJson parse_json(std::string_view bytes);

/// What white space a text may hold.
enum class Lines : std::uint8_t {
    one,  ///< runs of white space become one space
    many  ///< line feeds are kept
};

/// Code points in UTF-8.
[[nodiscard]] std::size_t characters(std::string_view text);
/// Trims it, with white space as `lines` says. False where a control character is in it.
[[nodiscard]] bool tidy(std::string& text, Lines lines);

class ObjectReader {
public:
    /// `value` outlives the reader. Where it is not an object that is an error, and there are no fields.
    ObjectReader(const boost::json::value& value, std::string pointer, FieldErrors& errors);

    /// Whether the field is there (and not null).
    [[nodiscard]] bool has(std::string_view key) const;

    // Nothing where the field is absent or was refused. Null means empty.
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

    void refuse(std::string_view key, std::string message);
    /// Refuses a field that has to be there and is not; one that was refused already has been told of.
    void missing(std::string_view key, std::string_view what = "");
    /// Names every field that nobody asked for. To be called last.
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

/// What a BodyReader reads from and writes to: made before it.
struct HeldBody {
    ParsedJson parsed;
    FieldErrors errors{};
};

/// A request's body, which has to be an object.
class BodyReader : private HeldBody, public ObjectReader {
public:
    explicit BodyReader(std::string_view bytes) : BodyReader(parse_json(bytes)) {}
    explicit BodyReader(ParsedJson body) : HeldBody{std::move(body)}, ObjectReader(parsed.value, "", errors) {}
    BodyReader(const BodyReader&) = delete;
    BodyReader& operator=(const BodyReader&) = delete;
    BodyReader(BodyReader&&) = delete;
    BodyReader& operator=(BodyReader&&) = delete;
    ~BodyReader() = default;

    /// For readers of objects within.
    [[nodiscard]] FieldErrors& refused() { return errors; }
    /// To be called last: `malformed` where the body is no JSON object, `invalid` with all fields that were refused.
    [[nodiscard]] base::Result<void> close();
};

}  // namespace stoppress::newsroom
