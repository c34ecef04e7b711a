// SPDX-License-Identifier: GPL-3.0-or-later
// The patterns by which a Hugo site leaves out files: regular expressions (ignoreFiles) and globs (of mounts). They come from
// outside, so each is given only so much time and memory for a path.
// Thread: one at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stoppress::importing::hugo {

class PathPatterns {
public:
    PathPatterns();
    PathPatterns(const PathPatterns&) = delete;
    PathPatterns& operator=(const PathPatterns&) = delete;
    PathPatterns(PathPatterns&&) noexcept;
    PathPatterns& operator=(PathPatterns&&) noexcept;
    ~PathPatterns();

    /// `what` names the setting in errors. Fail with `invalid` for one that is no pattern, `too_large` if there are more than a hundred.
    static base::Result<PathPatterns> expressions(const std::vector<std::string>& patterns, std::string_view what);
    /// Globs that match whole paths, ignoring case: `*` and `?` do not match '/', `**` does; `[a-c]`, `[!a]`, `{a,b}`, `\x`.
    static base::Result<PathPatterns> globs(const std::vector<std::string>& patterns, std::string_view what);

    /// One more glob, without the limit of their number.
    base::Result<void> add_glob(const std::string& glob, std::string_view what);

    enum class Match : unsigned char { none, found, unknown };
    /// Whether one of them is found in `path`; unknown: one takes too long to say.
    [[nodiscard]] Match match(std::string_view path);
    [[nodiscard]] bool empty() const;

private:
    class Compiled;
    std::vector<Compiled> compiled_;
};

}  // namespace stoppress::importing::hugo
