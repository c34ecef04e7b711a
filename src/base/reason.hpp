// SPDX-License-Identifier: GPL-3.0-or-later
// Stable names of what can go wrong, each with its values. A client writes its own sentence from them, in its user's
// language; the newsroom's catalogues have one for each (shell.problem.CODE). The API documents them as Problem.code.
// Thread: plain data.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace stoppress::base {

/// All codes: first those that follow from an ErrorCode or a status, then those of fields, then those of one subject.
inline constexpr std::array kReasonCodes = std::to_array<std::string_view>({
    "malformed",
    "invalid",
    "not-found",
    "gone",
    "conflict",
    "stale",
    "precondition-required",
    "unauthenticated",
    "forbidden",
    "too-large",
    "unsupported",
    "unavailable",
    "outcome-unknown",
    "idempotency-key-reused",
    "idempotency-key-in-use",
    "too-many",
    "too-many-attempts",
    "method-not-allowed",
    "internal",
    "required",
    "wrong-type",
    "unknown-field",
    "too-short",
    "too-long",
    "too-many-entries",
    "control-characters",
    "not-a-choice",
    "out-of-range",
    "not-a-slug",
    "not-a-language",
    "not-a-time",
    "not-an-email",
    "not-a-url",
    "in-use",
    "role-required",
    "own-stories-only",
    "sign-in-failed",
    "sign-in-again",
    "password-wrong",
    "password-common",
    "password-pattern",
    "password-personal",
    "code-wrong",
    "headline-missing",
    "slug-in-use",
    "not-published",
    "file-type",
    "file-svg",
    "file-heic",
    "file-empty",
    "file-too-large",
    "file-broken",
    "recording-format",
    "recording-codec",
    "recording-cut-off",
    "recording-kind",
    "captions-broken",
    "file-ambiguous",
    "picture-too-large",
    "picture-too-complex",
    "crop-kind",
    "crop-outside",
    "crop-too-small",
    "original-missing",
    "file-in-use",
    "file-duplicate",
    "file-in-trash",
    "story-in-trash",
    "story-scheduled",
    "schedule-changed",
    "not-a-library-picture",
    "icon-not-square",
    "draft-of-editor",
    "nothing-proposed",
    "proposal-submitted",
    "proposal-changed",
    "note-is-answer",
    "note-resolved",
    "mention-unknown",
    "mention-cannot-see",
    "story-was-published",
    "embargoed",
    "embargo-past",
    "embargo-on-published",
    "embargo-after-schedule",
    "embargo-editors-only",
    "has-stories",
    "too-many-templates",
    "name-taken",
    "uploads-busy",
    "disk-full",
    "disk-low",
    "fetch-off",
    "fetch-refused",
    "fetch-not-found",
    "fetch-failed",
    "fetch-too-slow",
    "fetch-too-large",
    "fetch-too-often",
    "fetch-busy",
    "fetch-no-title",
});

/// One of kReasonCodes, which the compiler checks; or none.
class ReasonCode {
public:
    constexpr ReasonCode() = default;
    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): written as a literal.
    consteval ReasonCode(const char* text) : text_(text) {
        if (std::ranges::find(kReasonCodes, text_) == kReasonCodes.end()) {
            throw "this code is not in kReasonCodes";
        }
    }
    [[nodiscard]] constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

/// A code and the values that its sentence names, such as {"limit", 25}. Without a code: that of the Error's ErrorCode.
struct Reason {
    using Value = std::variant<std::int64_t, std::string>;

    ReasonCode code{};
    std::vector<std::pair<std::string_view, Value>> values{};
};

/// A reason with one number. `name` must be a literal.
[[nodiscard]] inline Reason reason_with(ReasonCode code, std::string_view name, std::int64_t number) {
    return {code, {{name, number}}};
}

/// A reason with one text. `name` must be a literal.
[[nodiscard]] inline Reason reason_with(ReasonCode code, std::string_view name, std::string text) {
    return {code, {{name, std::move(text)}}};
}

}  // namespace stoppress::base
