// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the table `story` and its conversions: a Story for the newsroom, a Card for lists. Shared by
// writing and reading.
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "settings/settings.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

struct StoryRow {
    base::StoryId id;
    story::Kind kind = story::Kind::article;
    story::Status status = story::Status::draft;
    std::int64_t revision = 0;
    std::string slug;
    std::string address;  ///< empty: no address yet
    std::string headline;
    std::string standfirst;
    std::string opening;
    base::SectionId section_id;
    std::string section;
    std::string language;
    bool language_named = false;
    story::LeadImage lead_image;
    std::string translation_key;
    std::optional<base::Time> published_at;
    base::Time updated_at;
    std::string created_by;
    std::string withdrawn_reason;
    std::string source_hash;
    std::string feed_id;  ///< empty: never published
    std::optional<base::Time> embargo_until;
};

[[nodiscard]] std::string_view to_string(story::Kind kind);
[[nodiscard]] story::Kind parse_kind(std::string_view text);

/// From a row with the columns of story.get.
[[nodiscard]] StoryRow story_row_in(const Query& row);
[[nodiscard]] std::optional<StoryRow> find_story_row(Session& session, base::StoryId id);
/// The same; fails with `not_found` if there is none.
[[nodiscard]] base::Result<StoryRow> story_row(Session& session, base::StoryId id);
/// Its address or, if it has none yet, the one that it would get now.
[[nodiscard]] std::string url_of(const StoryRow& row, const settings::Settings& settings);
[[nodiscard]] std::string teaser_of(const StoryRow& row, const settings::Settings& settings);
/// What lists show; only for published stories.
[[nodiscard]] story::Card card_of(const StoryRow& row, const settings::Settings& settings);

/// Without topics, authors and body.
[[nodiscard]] story::Story story_without_filing(const StoryRow& row, const settings::Settings& settings);

enum class Body : std::uint8_t { with, without };
/// The whole story with its topics and authors. Fails with `corrupt` if its body cannot be read.
[[nodiscard]] base::Result<story::Story> story_of(Session& session, const StoryRow& row, const settings::Settings& settings, Body body);

/// The body of a revision. Fails with `corrupt` if it is missing or cannot be read.
[[nodiscard]] base::Result<document::Document> load_body(Session& session, base::StoryId id, std::int64_t revision);
/// The content of a saved revision; nothing if there is none with that number.
[[nodiscard]] base::Result<std::optional<story::Content>> load_revision(Session& session, base::StoryId id, std::int64_t revision);

/// The content in a row of a revision or a draft.
[[nodiscard]] base::Result<story::Content> content_in(const Query& row);

}  // namespace stoppress::store
