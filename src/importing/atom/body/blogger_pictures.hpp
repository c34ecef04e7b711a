// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses at which Google serves the pictures of Blogger's blogs.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::importing::atom {

/// Whether the host is one of those.
[[nodiscard]] bool is_blogger_picture_host(std::string_view host);

/// The picture itself for the address of the page that shows it ("/s1600-h/" -> "/s1600/"); any other address as it is.
[[nodiscard]] std::string picture_itself(std::string_view address);

/// Whether two addresses are of one picture in different sizes ("/s320/a.jpg", "/s1600/a.jpg").
[[nodiscard]] bool is_same_blogger_picture(std::string_view one, std::string_view other);

}  // namespace stoppress::importing::atom
