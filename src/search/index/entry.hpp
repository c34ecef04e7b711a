// SPDX-License-Identifier: GPL-3.0-or-later
// A story as the index reads it.
// Thread: plain data.
#pragma once

#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time/time.hpp"

namespace stoppress::search {

/// A published article. Text is plain and UTF-8; of each field at most kMaxBodyBytes are read.
struct Entry {
    base::StoryId id;
    std::string language;  ///< BCP 47
    std::string headline;
    std::string standfirst;
    std::string body;
    std::vector<std::string> names;  ///< of its section, topics and authors
    base::SectionId section;
    std::vector<base::TopicId> topics;
    std::vector<base::AuthorId> authors;
    base::Time published_at;
};

}  // namespace stoppress::search
