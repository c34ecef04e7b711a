// SPDX-License-Identifier: GPL-3.0-or-later
// Expected failures as values: Result<T> holds a T or an Error; TRY passes an Error on to the caller.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace stoppress::base {

/// What went wrong, in kinds that callers tell apart. http maps each to one status.
enum class ErrorCode {
    malformed,        ///< cannot be read at all: not JSON, not UTF-8, an unknown parameter
    invalid,          ///< the input breaks a rule; see `fields`
    not_found,        ///< what was asked for does not exist
    gone,             ///< it existed and was withdrawn
    conflict,         ///< clashes with what is there already (a slug that is taken)
    stale,            ///< somebody else saved first (If-Match)
    unconditional,    ///< a change that must say which state it changes (If-Match), and does not
    unauthenticated,  ///< no or unknown credentials
    forbidden,        ///< known, but not allowed
    too_large,        ///< a limit on size, depth or count was met
    unsupported,      ///< a kind of input that is not handled
    unavailable,      ///< for now: disk full, busy, shutting down; nothing was done
    outcome_unknown,  ///< the database did not say whether it was done; the same request with its Idempotency-Key finds out
    key_reused,       ///< an Idempotency-Key that came with another request before
    key_in_use,       ///< the request with this Idempotency-Key is still being carried out
    too_many,         ///< more than one person may have of something for now
    corrupt,          ///< stored data does not verify
    io,               ///< the operating system refused
    internal          ///< a defect of ours
};

/// One field of an input that was refused, and why. `field` is a JSON Pointer (RFC 6901) or a settings key.
struct FieldError {
    std::string field;
    std::string message;
};

/// An expected failure: a stable code, and a sentence for a person that says what to do.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;
    std::vector<FieldError> fields{};
    std::string current{};  ///< of `stale`: the ETag of what stands there now; may be empty

    Error(ErrorCode error_code, std::string sentence, std::vector<FieldError> field_errors = {})
        : code(error_code), message(std::move(sentence)), fields(std::move(field_errors)) {}
};

/// A T or the Error that prevented it. Unlike GCC 12's std::expected it may not be dropped unread.
template <class T>
class [[nodiscard]] Result : public std::expected<T, Error> {
public:
    using std::expected<T, Error>::expected;
    // NOLINTNEXTLINE(google-explicit-constructor): an Error is returned where a Result is due.
    Result(Error error) : std::expected<T, Error>(std::unexpect, std::move(error)) {}
};

template <>
class [[nodiscard]] Result<void> : public std::expected<void, Error> {
public:
    using std::expected<void, Error>::expected;
    // NOLINTNEXTLINE(google-explicit-constructor): an Error is returned where a Result is due.
    Result(Error error) : std::expected<void, Error>(std::unexpect, std::move(error)) {}
};

/// Builds the failure to return: `return fail(ErrorCode::invalid, "…")`.
[[nodiscard]] inline Error fail(ErrorCode code, std::string message) {
    return {code, std::move(message)};
}

/// Stops the program with the message; for what cannot happen.
[[noreturn]] void die(const std::string& message);

/// The value, or the end of the program: for failures that cannot happen.
template <class T>
T must(Result<T> result) {
    if (!result.has_value()) {
        die(result.error().message);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

}  // namespace stoppress::base

#define STOPPRESS_JOIN_(a, b) a##b
#define STOPPRESS_JOIN(a, b) STOPPRESS_JOIN_(a, b)

// __COUNTER__ and not __LINE__: what stands within another TRY's expression is on the same line for GCC, which takes a name of the
// same kind there for shadowing.

/// TRY(auto value, expression): declares value, or returns the expression's Error from the function around it.
#define TRY(declaration, ...) TRY_(STOPPRESS_JOIN(try_result_, __COUNTER__), declaration, __VA_ARGS__)
#define TRY_(name, declaration, ...)    \
    auto name = (__VA_ARGS__);          \
    if (!name.has_value()) {            \
        return std::move(name).error(); \
    }                                   \
    declaration = std::move(*name)

/// TRY_VOID(expression): returns the expression's Error from the function around it, if it has one.
#define TRY_VOID(...) TRY_VOID_(STOPPRESS_JOIN(try_result_, __COUNTER__), __VA_ARGS__)
#define TRY_VOID_(name, ...)                \
    do {                                    \
        auto name = (__VA_ARGS__);          \
        if (!name.has_value()) {            \
            return std::move(name).error(); \
        }                                   \
    } while (false)
