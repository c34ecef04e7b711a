// SPDX-License-Identifier: GPL-3.0-or-later
// Stories as pages show them, their revisions, and stories to import.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time/time.hpp"
#include "document/document.hpp"
#include "store/editing/corrections.hpp"
#include "store/filing/records.hpp"
#include "store/stories/stored_body.hpp"
#include "story/story.hpp"

namespace stoppress::store {

struct Translation {
    std::string language;
    std::string url;
    std::string headline;
};

/// Everything that a story's page shows, from one state of the store.
struct PublishedStory {
    story::Card card;
    story::Kind kind = story::Kind::article;
    document::Document body;
    std::optional<Section> section;
    std::vector<Topic> topics;
    std::vector<Author> byline;
    std::vector<Translation> translations;  ///< its published translations, without itself
    std::vector<Correction> corrections;    ///< oldest first
};

struct RevisionInfo {
    std::int64_t number = 0;
    base::Time saved_at;
    std::string saved_by;
    std::string headline;
};

/// A story from another system. `source` is its permanent name there ("hugo:news/2014/03/x.md"): the same source always
/// means the same story.
struct ImportedStory {
    std::string source;
    story::Content content;  ///< without its body
    StoredBody body;
    story::Status status = story::Status::published;
    std::string address;                        ///< its path there, which it keeps; empty: the default address
    std::vector<std::string> former_addresses;  ///< redirected to it
    std::optional<base::Time> published_at;     ///< of a draft: when some could read it there; it keeps the date when it is published
    std::optional<base::Time> updated_at;
    std::string feed_id{};  ///< its id in that system's feeds; if empty or in use, a new one is made
};

}  // namespace stoppress::store
