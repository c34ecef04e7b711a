// SPDX-License-Identifier: GPL-3.0-or-later
// A request's path and query, decoded once. A path that is not canonical is refused, never repaired.
// Flow:   gate -> Path -> routes
// Thread: any; plain data and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace stoppress::http {

/// The path of a request: percent-decoded UTF-8, starting with '/', without empty, "." or ".." segments, control
/// characters, backslashes or encoded slashes. A trailing '/' is kept. Points into the bytes of its request.
class Path {
public:
    Path() = default;

    /// "/2026/03/a-slug"; routes and stored addresses are compared with this.
    [[nodiscard]] std::string_view text() const { return text_; }
    /// Whether the first segments are those of `prefix` ("/api/v1" covers "/api/v1" and "/api/v1/…", not "/api/v10").
    [[nodiscard]] bool is_below(std::string_view prefix) const;
    /// "/a/b/" -> {"a", "b"}.
    [[nodiscard]] std::vector<std::string_view> segments() const;

    friend bool operator==(const Path& path, std::string_view text) { return path.text_ == text; }

private:
    friend class Gate;
    friend struct Request;
    explicit Path(std::string_view text) : text_(text) {}
    std::string_view text_ = "/";
};

enum class PathFault : std::uint8_t {
    none,
    malformed,     ///< a character or percent-encoding that is invalid in a path
    not_canonical  ///< empty or dot segments: another address is meant, and we do not guess which
};

/// Checks and decodes the path of a target. The view points into `scratch` if something was decoded, else into `raw`.
struct DecodedPath {
    PathFault fault = PathFault::none;
    std::string_view text;
};
[[nodiscard]] DecodedPath decode_path(std::string_view raw, std::string& scratch);

/// Percent-encodes a decoded path for use in an address.
[[nodiscard]] std::string encode_path(std::string_view decoded);

/// The parameters of a query, decoded ('+' is a space). Each name occurs once.
class Query {
public:
    /// Fails with `invalid` if an encoding is broken or not UTF-8, if a name occurs twice, or if there are more than
    /// kMaxParameters.
    [[nodiscard]] static base::Result<Query> parse(std::string_view raw);

    /// The value of `name`; nothing if it is missing. Points into this object.
    [[nodiscard]] std::optional<std::string_view> get(std::string_view name) const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& parameters() const { return parameters_; }

private:
    std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace stoppress::http
