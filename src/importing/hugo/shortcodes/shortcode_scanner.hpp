// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the shortcodes of a body as Hugo's lexer does: {{< name … >}} and {{% name … %}}, closing and self-closing
// ones, and escaped ones ({{</* … */>}}). Does not interpret their names.
// Flow:   body -> ShortcodeTag -> expander
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "importing/values/value.hpp"

namespace stoppress::importing::hugo {

struct ShortcodeTag {
    enum class Kind : std::uint8_t { opening, closing, self_closing, shown };
    Kind kind = Kind::opening;
    bool markdown = false;  ///< {{% … %}}
    std::string name;
    std::vector<std::pair<std::string, std::string>> parameters;  ///< name (empty: positional) and value
    std::string shown;                                            ///< for Kind::shown: the text to show
    std::size_t begin = 0;                                        ///< offset in the body
    std::size_t end = 0;
    std::size_t line = 0;

    /// The named parameter, or the one at `place` if parameters have no names; empty if there is neither.
    [[nodiscard]] std::string_view parameter(std::string_view wanted, std::optional<std::size_t> place = std::nullopt) const;
};

/// All tags of `body` in order; `first_line` is the file's line on which it starts. Fails if one has no end, or if
/// there are more than kMaxShortcodes.
[[nodiscard]] std::variant<std::vector<ShortcodeTag>, ReadFailure> scan_shortcodes(std::string_view body, std::size_t first_line);

}  // namespace stoppress::importing::hugo
