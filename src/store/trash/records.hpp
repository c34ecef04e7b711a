// SPDX-License-Identifier: GPL-3.0-or-later
// What is in the trash.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time/time.hpp"

namespace stoppress::store {

enum class TrashKind : std::uint8_t { story, medium, section, topic, author };

[[nodiscard]] std::string_view to_string(TrashKind kind);
[[nodiscard]] std::optional<TrashKind> parse_trash_kind(std::string_view text);

/// Something that was deleted and can be restored until kTrashKept after `at`.
struct TrashEntry {
    std::int64_t number = 0;  ///< never given to another entry
    TrashKind kind = TrashKind::story;
    std::int64_t item = 0;  ///< the id of the story, medium, section, topic or author
    base::Time at;
    std::string by;
    std::string owner;  ///< who created the story or uploaded the file, and may restore it; empty: editors only
    std::string name;   ///< the headline, file name or name
    std::string slug;   ///< of a section, topic or author
    // The other fields of a section, topic or author, which has no rows while it is here.
    std::vector<std::string> aliases{};
    std::string description{};  ///< of an author: the biography
    std::string email{};
    std::string url{};
    std::string organisation{};
    std::int64_t position = 0;
    bool chosen = false;
};

/// Selects entries, the latest first.
struct TrashQuery {
    std::optional<TrashKind> kind{};
    std::optional<std::string> owner{};
    std::int64_t before = 0;  ///< only those with a lower number; 0: from the start
    std::int64_t limit = 20;
};

/// What was restored.
struct Restored {
    TrashKind kind = TrashKind::story;
    std::int64_t item = 0;
    std::string slug{};
    /// Slugs of a story's section, topics and authors that do not exist any more: the story is without them.
    std::vector<std::string> left_out{};
};

}  // namespace stoppress::store
