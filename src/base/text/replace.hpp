// SPDX-License-Identifier: GPL-3.0-or-later
// Replaces text.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::base {

/// `text` with `by` in place of each `what`, found from front to back; `what` is not empty.
[[nodiscard]] inline std::string replace_all(std::string_view text, std::string_view what, std::string_view by) {
    std::string replaced;
    while (true) {
        const std::size_t at = text.find(what);
        replaced += text.substr(0, at);
        if (at == std::string_view::npos) {
            return replaced;
        }
        replaced += by;
        text.remove_prefix(at + what.size());
    }
}

}  // namespace stoppress::base
