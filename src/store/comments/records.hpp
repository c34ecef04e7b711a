// SPDX-License-Identifier: GPL-3.0-or-later
// Comments that imports brought from earlier sites. Readers see them below their stories; nobody can write one here.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <string>

#include "base/time/time.hpp"
#include "document/document.hpp"

namespace stoppress::store {

/// A comment as an import brings it.
struct ImportedComment {
    std::string source;    ///< its id in the earlier system; the same id at the same story always means the same comment
    std::string parent{};  ///< `source` of the comment that it answers; empty: none
    std::string anchor{};  ///< its id in a page, as the earlier site had it
    std::string name{};    ///< of who wrote it, as shown; may be empty
    std::string url{};     ///< their site, http or https; empty: none
    std::string author{};  ///< slug of the author of this site who wrote it; empty: not known
    base::Time at{};
    std::string body{};     ///< JSON of document::to_stored_json()
    bool left_out = false;  ///< not to be shown: if an earlier import brought it, it is removed. Only `source` is needed
};

/// What an import did with a comment.
enum class CommentOutcome : std::uint8_t {
    created,
    changed,
    unchanged,
    left_out,        ///< as asked
    removed_here,    ///< the newsroom deleted it: it stays so
    no_story,        ///< its story is not here
    story_in_trash,  ///< its story was deleted here
    too_many         ///< its story has kMaxCommentsOfStory
};

/// A comment that is kept.
struct Comment {
    std::int64_t number = 0;  ///< among those of its story
    std::string source;
    std::string parent;  ///< as of ImportedComment; the comment may be missing or hidden
    std::string anchor;
    std::string name;
    std::string url;
    std::string author;
    base::Time at;
    document::Document body;
    bool hidden = false;       ///< readers do not see it
    std::int64_t answers = 0;  ///< the number of its parent, which may be hidden; 0: it has none
};

struct CommentSums {
    std::int64_t shown = 0;
    std::int64_t hidden = 0;
};

}  // namespace stoppress::store
