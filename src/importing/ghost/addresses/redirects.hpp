// SPDX-License-Identifier: GPL-3.0-or-later
// A Ghost site's redirects.yaml or redirects.json: from patterns to addresses.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importing/report.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::ghost {

struct OldRedirect {
    std::size_t line = 0;  ///< of the file; 0 if it is not known
    std::string from;      ///< a canonical path
    std::string to;        ///< likewise
};

struct OldRedirects {
    std::vector<OldRedirect> redirects;
    std::vector<Note> notes;  ///< those that cannot be kept, or not as they were
};

/// Ghost's patterns are regular expressions; those that stand for one path are taken.
[[nodiscard]] OldRedirects read_redirects(const Value& file);

/// "^/old-post/?$" as the path that it stands for; empty if it stands for several.
[[nodiscard]] std::string path_of_pattern(std::string_view pattern);

}  // namespace stoppress::importing::ghost
