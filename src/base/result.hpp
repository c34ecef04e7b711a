// SPDX-License-Identifier: GPL-3.0-or-later
// Expected failures as values: Result<T> holds a T or an Error; TRY passes an Error on to the caller.
// Thread: plain data; die() may be called from any.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/reason.hpp"

namespace stoppress::base {

/// What went wrong, in kinds that callers tell apart. http maps each to one status code.
enum class ErrorCode {
    malformed,        ///< cannot be read at all: not JSON, not UTF-8, an unknown parameter
    invalid,          ///< the input breaks a rule; see `fields`
    not_found,        ///< what was requested does not exist
    gone,             ///< it existed and was withdrawn
    conflict,         ///< clashes with something that exists (a slug in use)
    stale,            ///< somebody else saved first (If-Match)
    unconditional,    ///< a change without the If-Match that it needs
    unauthenticated,  ///< no or unknown credentials
    forbidden,        ///< signed in, but not allowed
    too_large,        ///< a limit on size, depth or count was exceeded
    unsupported,      ///< a kind of input that is not supported
    unavailable,      ///< temporarily: disk full, busy, shutting down; nothing was changed
    outcome_unknown,  ///< the database did not confirm the commit; repeating the request with its Idempotency-Key finds out
    key_reused,       ///< this Idempotency-Key was used before with another request
    key_in_use,       ///< the request with this Idempotency-Key is still running
    too_many,         ///< a limit on how many of something one person may have
    corrupt,          ///< stored data fails its check
    io,               ///< an error of the operating system
    internal          ///< a bug
};

/// One field of the input that was refused, and why. `field` is a JSON Pointer (RFC 6901) or a settings key.
struct FieldError {
    std::string field;
    std::string message;
    Reason reason{"invalid"};
};

/// An expected failure: a stable code, and a message for a person that says what to do.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;
    std::vector<FieldError> fields{};
    std::string current{};  ///< for `stale`: the ETag of the current version; may be empty
    Reason reason{};        ///< more precise than `code`, if something is to be said about it

    Error(ErrorCode error_code, std::string sentence, std::vector<FieldError> field_errors = {})
        : code(error_code), message(std::move(sentence)), fields(std::move(field_errors)) {}
};

/// A T or the Error that prevented it. Unlike GCC 12's std::expected it cannot be ignored without a warning.
template <class T>
class [[nodiscard]] Result : public std::expected<T, Error> {
public:
    using std::expected<T, Error>::expected;
    // NOLINTNEXTLINE(google-explicit-constructor): functions return an Error where a Result is expected.
    Result(Error error) : std::expected<T, Error>(std::unexpect, std::move(error)) {}
};

template <>
class [[nodiscard]] Result<void> : public std::expected<void, Error> {
public:
    using std::expected<void, Error>::expected;
    // NOLINTNEXTLINE(google-explicit-constructor): functions return an Error where a Result is expected.
    Result(Error error) : std::expected<void, Error>(std::unexpect, std::move(error)) {}
};

/// Makes the Error to return: `return fail(ErrorCode::invalid, "…")`.
[[nodiscard]] inline Error fail(ErrorCode code, std::string message) {
    return {code, std::move(message)};
}

/// The same with a reason that clients can put into their own words.
[[nodiscard]] inline Error fail(ErrorCode code, std::string message, Reason reason) {
    Error error(code, std::move(message));
    error.reason = std::move(reason);
    return error;
}

/// Ends the program with the message; for what cannot happen.
[[noreturn]] void die(const std::string& message);

/// The value; ends the program if there is none. For failures that cannot happen.
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

// __COUNTER__ and not __LINE__: GCC puts a TRY nested in another TRY's expression on the same line, and would warn that
// the inner name shadows the outer.

/// TRY(auto value, expression): declares value, or returns the expression's Error from the enclosing function.
#define TRY(declaration, ...) TRY_(STOPPRESS_JOIN(try_result_, __COUNTER__), declaration, __VA_ARGS__)
#define TRY_(name, declaration, ...)    \
    auto name = (__VA_ARGS__);          \
    if (!name.has_value()) {            \
        return std::move(name).error(); \
    }                                   \
    declaration = std::move(*name)

/// TRY_VOID(expression): returns the expression's Error, if there is one, from the enclosing function.
#define TRY_VOID(...) TRY_VOID_(STOPPRESS_JOIN(try_result_, __COUNTER__), __VA_ARGS__)
#define TRY_VOID_(name, ...)                \
    do {                                    \
        auto name = (__VA_ARGS__);          \
        if (!name.has_value()) {            \
            return std::move(name).error(); \
        }                                   \
    } while (false)
