// SPDX-License-Identifier: GPL-3.0-or-later
// Relative addresses (RFC 3986), for xml:base, and the path of an address.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stoppress::importing::atom {

/// The address that `reference` stands for below `base`; `reference` itself if it is absolute or `base` is no web address.
[[nodiscard]] std::string resolved(std::string_view base, std::string_view reference);

/// The host of a web address in lower case, without port and "www."; empty for any other.
[[nodiscard]] std::string host_of_address(std::string_view address);

/// The path and query of a web address or of a path, in their canonical form, without fragment; nothing for anything else.
[[nodiscard]] std::optional<std::string> path_of_address(std::string_view address);

}  // namespace stoppress::importing::atom
