// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the tables `medium` and `rendition`. Shared by writing and reading.
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "store/media/records.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

/// The medium in a row of medium.get and similar statements, without its renditions.
[[nodiscard]] Medium medium_in(const Query& row);
/// The file in a row of a rendition.
[[nodiscard]] MediumFile medium_file_in(const Query& row);
/// Its renditions, and what belongs to a recording.
void read_details(Session& session, Medium& medium);
/// The same of several, with one statement, or three if there is a recording; two of them may be one medium.
void read_details(Session& session, std::span<Medium* const> media);

/// With its renditions; nothing if there is none.
[[nodiscard]] std::optional<Medium> find_medium(Session& session, base::MediumId id);
[[nodiscard]] std::optional<Medium> find_medium_of_source(Session& session, std::string_view source);
[[nodiscard]] std::optional<Medium> find_medium_of_original(Session& session, std::string_view hash);
/// The one whose file, present or former, is at that address of the site.
[[nodiscard]] std::optional<Medium> find_medium_at(Session& session, std::string_view address);

/// How many stories use it.
[[nodiscard]] std::int64_t count_uses(Session& session, base::MediumId id);

/// Fails with `conflict` if a story uses it.
[[nodiscard]] base::Result<void> check_without_uses(Session& session, base::MediumId id);

}  // namespace stoppress::store
