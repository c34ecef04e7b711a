// SPDX-License-Identifier: GPL-3.0-or-later
// The list of posts in a Substack export, posts.csv (RFC 4180), row by row.
// Flow:   posts.csv -> read_posts() -> SubstackPost
// Thread: any; pure functions but for the callback.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/result.hpp"

namespace stoppress::importing::substack {

/// A row. Columns that the file does not have are empty.
struct SubstackPost {
    std::size_t row = 0;  ///< from 2: the first one has the names of the columns
    std::string id;       ///< "123401.a-slug"; its text is in "posts/123401.a-slug.html"
    std::string date;     ///< RFC 3339
    std::string published;
    std::string type;      ///< newsletter, podcast, thread, page, …
    std::string audience;  ///< everyone, only_free, only_paid, founding
    std::string title;
    std::string subtitle;
    std::string podcast_url;
    std::string problem;  ///< why it has no values; empty: it has
};

/// Called with each row; false: stop here.
using EachPost = std::function<bool(SubstackPost)>;

/// Fails if the file cannot be read, or has no column "post_id". Quotation marks that do not close end it, with a row that says so.
[[nodiscard]] base::Result<void> read_posts(const std::filesystem::path& file, const EachPost& each);

}  // namespace stoppress::importing::substack
