// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of a Blogger blog: settings.csv, which Google Takeout puts beside its feed.atom.
// Flow:   settings.csv -> read_blog_settings() -> SiteIndex
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace stoppress::importing::atom {

/// By name in lower case: "blog_locale".
using BlogSettings = std::map<std::string, std::string>;

/// Reads the row of names and the row of values. Nothing if it is no such table.
[[nodiscard]] std::optional<BlogSettings> read_blog_settings(std::string_view csv);

/// Whether everybody could read the blog, by the mode that its settings name; `unknown` if they name none. In the order in which they count
/// where several are said of one blog; `unclear`: it has settings that cannot be read.
enum class BlogReaders : std::uint8_t { unknown, everybody, unclear, some };
[[nodiscard]] BlogReaders blog_readers(const BlogSettings& settings);

/// The value; empty if it is not named.
[[nodiscard]] std::string blog_setting(const BlogSettings& settings, const std::string& name);

}  // namespace stoppress::importing::atom
