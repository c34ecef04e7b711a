// SPDX-License-Identifier: GPL-3.0-or-later
// Slugs and addresses of stories: which are free, which one a story gets, and redirects from its former ones.
// Thread: the writer thread only. All throw what Session throws.
#pragma once

#include <optional>
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

/// The slug that a headline makes, or the story's number where it has no letters; with a number if it is in use.
[[nodiscard]] std::string headline_slug(WriterSession& writer, std::string_view headline, base::StoryId id);

/// What a slug is made of, or may be.
struct NamedStory {
    std::string_view headline;
    std::string_view slug;
};
/// The slug of a story that changes from `before` to `now`. Until the story has an address the slug follows the headline,
/// unless somebody chose another one; an empty slug is made of the headline. With an address it stays until it is changed.
[[nodiscard]] std::string followed_slug(WriterSession& writer, const StoryRow& row, const NamedStory& before, const NamedStory& now);
/// The draft's slug, or another one if it was made of the headline and another story has it by now.
[[nodiscard]] std::string free_draft_slug(WriterSession& writer, const StoryRow& row, const NamedStory& draft);

/// The default address of a story published at that time, with a number if it is in use.
[[nodiscard]] std::string free_default_address(WriterSession& writer, base::StoryId id, base::Time published_at, const std::string& slug);
/// `address` with the new slug as its last part, with a number if it is in use.
[[nodiscard]] std::string renamed_address(WriterSession& writer, const StoryRow& row, const std::string& slug);

/// Makes `address` the story's own, and redirects its previous address to it.
void settle_address(WriterSession& writer, base::StoryId id, const std::string& old_address, const std::string& address);

/// What is at a path; `current`: a story's own address.
struct AtPath {
    bool current = false;
    base::StoryId story;  ///< 0 for a redirect whose target is not a story
};
/// Nothing if there is neither a story nor a redirect.
[[nodiscard]] std::optional<AtPath> find_at(WriterSession& writer, const std::string& path);
/// Redirects a former address of the story to it.
void put_former_address(WriterSession& writer, const std::string& path, base::StoryId id);
/// Redirects `path` to `target`, replacing what was there; and the opposite.
void put_redirect_row(Session& session, const std::string& path, const std::string& target);
void drop_redirect_row(Session& session, const std::string& path);

/// Why a story cannot have an address: another one has it.
[[nodiscard]] base::Error taken_address(const std::string& address, base::StoryId holder);

/// Whether `path` is a valid address: "/…", printable ASCII without spaces, `"`, `<`, `>`, `\`, `#`, and not too long.
[[nodiscard]] bool is_address(std::string_view path);

}  // namespace stoppress::store
