// SPDX-License-Identifier: GPL-3.0-or-later
// Sections, topics and authors.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time/time.hpp"

namespace stoppress::store {

struct Section {
    base::SectionId id;
    std::string slug;
    std::string name;
    std::string description;
    std::int64_t stories = 0;   ///< published ones
    std::int64_t position = 0;  ///< order in menus; sections with equal positions are ordered by name
    bool chosen = false;        ///< an editor made or changed it, so readers may see it while it is empty
    friend bool operator==(const Section&, const Section&) = default;
};

struct Topic {
    base::TopicId id;
    std::string slug;
    std::string name;
    std::string description;
    std::vector<std::string> aliases;
    std::int64_t stories = 0;
};

/// A merge of topics that can be undone.
struct TopicMerge {
    std::int64_t number = 0;
    base::Time at;
    std::string by;
    std::string slug;  ///< of the topic that was removed
    std::string name;
    std::string into_slug;  ///< of the topic that remains
    std::string into_name;
    std::int64_t stories = 0;  ///< stories that were moved, or had both topics
};

struct Author {
    base::AuthorId id;
    std::string slug;
    std::string name;
    std::string biography;  ///< plain text
    std::string email;      ///< never shown to readers
    std::string url;
    std::string organisation;
    std::int64_t stories = 0;
};

/// A topic or author that was found or made by its name.
struct NamedSlug {
    std::string slug;
    bool made = false;
};

/// A section, topic or author as imported or created; empty fields leave existing values unchanged.
struct NamedEntry {
    std::string slug;
    std::string name;
    std::string description;  ///< of an author: the biography
    std::string email;
    std::string url;
    std::string organisation;
    std::vector<std::string> aliases;  ///< of a topic
};

}  // namespace stoppress::store
