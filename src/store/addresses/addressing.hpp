// SPDX-License-Identifier: GPL-3.0-or-later
// Slugs and addresses of stories: which are free, which one a story gets, and redirects from its former ones.
// Thread: the writer thread only. All throw what Session throws.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/stories/story_row.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

/// Whether a story other than `except` has the slug.
[[nodiscard]] bool slug_taken(WriterSession& writer, const std::string& slug, base::StoryId except);
/// `slug`, with a number appended if it is in use.
[[nodiscard]] std::string free_slug(WriterSession& writer, const std::string& slug, base::StoryId except);

/// The default address of a story published at that time, with a number if it is in use.
[[nodiscard]] std::string free_default_address(WriterSession& writer, base::StoryId id, base::Time published_at, const std::string& slug);
/// `address` with the new slug as its last part, with a number if it is in use.
[[nodiscard]] std::string renamed_address(WriterSession& writer, const StoryRow& row, const std::string& slug);

/// Makes `address` the story's own, and redirects its previous address to it.
void settle_address(WriterSession& writer, base::StoryId id, const std::string& old_address, const std::string& address);

/// Why a story cannot have an address: another one has it.
[[nodiscard]] base::Error taken_address(const std::string& address, base::StoryId holder);

/// Whether `path` is a valid address: "/…", printable ASCII without spaces, `"`, `<`, `>`, `\`, `#`, and not too long.
[[nodiscard]] bool is_address(std::string_view path);

}  // namespace stoppress::store
